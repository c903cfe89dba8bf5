using System.Runtime.CompilerServices;
using System.Text;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// Signatures that a deposit wallet checks by itself (ERC-1271): the owner's key signs the contents nested in the wallet's own
/// domain, and the signature carries what the wallet needs to rebuild that (ERC-7739, TypedDataSign).
/// </summary>
public sealed class NestedTypedData
{
    /// <summary>Wrapped signatures of orders: 317 bytes.</summary>
    public static readonly NestedTypedData Order = new("Order", OrderHash.Type);

    /// <summary>Wrapped proofs of wallet control: 202 bytes.</summary>
    public static readonly NestedTypedData ClobAuth = new("ClobAuth", ClobAuthMessage.Type);

    private const int Word = 32;

    private static readonly byte[] WalletName = Keccak256.HashText("DepositWallet");
    private static readonly byte[] WalletVersion = Keccak256.HashText("1");

    private readonly byte[] _typeHash;
    private readonly byte[] _description;

    private NestedTypedData(string name, string type)
    {
        _typeHash = Keccak256.HashText(
            $"TypedDataSign({name} contents,string name,string version,uint256 chainId,address verifyingContract,bytes32 salt){type}");
        _description = [.. Encoding.ASCII.GetBytes(type), (byte)(type.Length >> 8), (byte)type.Length];
    }

    /// <summary>Length of the whole signature: the key's own, domain, contents, type text and its length.</summary>
    public int SignatureBytes => Secp256k1.SignatureBytes + (2 * Word) + _description.Length;

    /// <summary>The hash of the TypedDataSign type with the contents' type behind it.</summary>
    public Hash256 TypeHash => Hash256.FromBytes(_typeHash);

    /// <summary>What the owner's key signs.</summary>
    /// <param name="domain">The domain of the contents: an exchange, or the authentication.</param>
    /// <param name="contents">The struct hash of the contents.</param>
    /// <param name="wallet">The deposit wallet: the verifying contract of its own domain.</param>
    [SkipLocalsInit]
    public void Digest(in Hash256 domain, in Hash256 contents, long chainId, EthereumAddress wallet, Span<byte> digest)
    {
        Span<byte> words = stackalloc byte[7 * Word];
        _typeHash.CopyTo(words);
        contents.WriteTo(words[Word..]);
        WalletName.CopyTo(words[(2 * Word)..]);
        WalletVersion.CopyTo(words[(3 * Word)..]);
        UInt256.From(checked((ulong)chainId)).WriteTo(words[(4 * Word)..]);
        wallet.WriteWord(words[(5 * Word)..]);
        words[(6 * Word)..].Clear();
        Span<byte> nested = stackalloc byte[Word];
        Keccak256.Hash(words, nested);
        TypedDataDigest.Compute(domain, Hash256.FromBytes(nested)).WriteTo(digest);
    }

    /// <summary>Writes domain, contents and description behind the first 65 bytes, which are the key's own signature.</summary>
    public void Append(in Hash256 domain, in Hash256 contents, Span<byte> signature)
    {
        domain.WriteTo(signature[Secp256k1.SignatureBytes..]);
        contents.WriteTo(signature[(Secp256k1.SignatureBytes + Word)..]);
        _description.CopyTo(signature[(Secp256k1.SignatureBytes + (2 * Word))..]);
    }
}
