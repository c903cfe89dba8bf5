using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>The L1 proof of wallet control: an EIP-712 message under a domain without a contract.</summary>
public static class ClobAuthMessage
{
    private const string DomainType = "EIP712Domain(string name,string version,uint256 chainId)";
    private const string MessageType = "ClobAuth(address address,string timestamp,uint256 nonce,string message)";
    private const string Statement = "This message attests that I control the given wallet";
    private const int Word = 32;

    /// <summary>The digest to sign.</summary>
    /// <param name="unixSeconds">Signed as decimal text.</param>
    public static Hash256 Digest(long chainId, EthereumAddress address, long unixSeconds, long nonce)
    {
        var domain = new byte[4 * Word];
        Keccak256.HashText(DomainType).CopyTo(domain, 0);
        Keccak256.HashText("ClobAuthDomain").CopyTo(domain, Word);
        Keccak256.HashText("1").CopyTo(domain, 2 * Word);
        UInt256.From(checked((ulong)chainId)).WriteTo(domain.AsSpan(3 * Word));

        var message = new byte[5 * Word];
        Keccak256.HashText(MessageType).CopyTo(message, 0);
        address.WriteWord(message.AsSpan(Word));
        Keccak256.HashText(unixSeconds.ToString(CultureInfo.InvariantCulture)).CopyTo(message, 2 * Word);
        UInt256.From(checked((ulong)nonce)).WriteTo(message.AsSpan(3 * Word));
        Keccak256.HashText(Statement).CopyTo(message, 4 * Word);

        var signed = new byte[2 + (2 * Word)];
        signed[0] = 0x19;
        signed[1] = 0x01;
        Keccak256.Hash(domain, signed.AsSpan(2));
        Keccak256.Hash(message, signed.AsSpan(2 + Word));
        Span<byte> digest = stackalloc byte[Word];
        Keccak256.Hash(signed, digest);
        return Hash256.FromBytes(digest);
    }
}
