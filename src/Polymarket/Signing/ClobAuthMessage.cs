using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>The L1 proof of wallet control: an EIP-712 message under a domain without a contract.</summary>
public static class ClobAuthMessage
{
    internal const string Type = "ClobAuth(address address,string timestamp,uint256 nonce,string message)";

    private const string DomainType = "EIP712Domain(string name,string version,uint256 chainId)";
    private const string Statement = "This message attests that I control the given wallet";
    private const int Word = 32;

    /// <summary>The domain separator on a chain.</summary>
    public static Hash256 Domain(long chainId)
    {
        var words = new byte[4 * Word];
        Keccak256.HashText(DomainType).CopyTo(words, 0);
        Keccak256.HashText("ClobAuthDomain").CopyTo(words, Word);
        Keccak256.HashText("1").CopyTo(words, 2 * Word);
        UInt256.From(checked((ulong)chainId)).WriteTo(words.AsSpan(3 * Word));
        return Hash(words);
    }

    /// <summary>The struct hash.</summary>
    /// <param name="address">The account that is to own the credential.</param>
    /// <param name="unixSeconds">Signed as decimal text.</param>
    public static Hash256 Struct(EthereumAddress address, long unixSeconds, long nonce)
    {
        var words = new byte[5 * Word];
        Keccak256.HashText(Type).CopyTo(words, 0);
        address.WriteWord(words.AsSpan(Word));
        Keccak256.HashText(unixSeconds.ToString(CultureInfo.InvariantCulture)).CopyTo(words, 2 * Word);
        UInt256.From(checked((ulong)nonce)).WriteTo(words.AsSpan(3 * Word));
        Keccak256.HashText(Statement).CopyTo(words, 4 * Word);
        return Hash(words);
    }

    /// <summary>The digest that the account's own key signs.</summary>
    public static Hash256 Digest(long chainId, EthereumAddress address, long unixSeconds, long nonce) =>
        TypedDataDigest.Compute(Domain(chainId), Struct(address, unixSeconds, nonce));

    private static Hash256 Hash(byte[] words)
    {
        Span<byte> digest = stackalloc byte[Word];
        Keccak256.Hash(words, digest);
        return Hash256.FromBytes(digest);
    }
}
