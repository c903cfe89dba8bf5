using System.Text;

namespace PolyCloud.Simulator.Verification;

/// <summary>
/// What a deposit wallet does with a signature (ERC-7739): it takes the wrapping apart, finds in it the domain and the contents it
/// was asked about, and recovers who signed them nested in the wallet's own domain.
/// </summary>
internal static class WrappedSignature
{
    private const int InnerBytes = 65;
    private const int ContentsAt = InnerBytes + 32;
    private const int TypeAt = ContentsAt + 32;

    /// <summary>The address whose key signed; false where the wrapping is not that of just these contents.</summary>
    /// <param name="type">The type text of the contents, as the wrapping must repeat it.</param>
    /// <param name="name">The name the type text begins with.</param>
    /// <param name="domain">The separator of the domain the contents belong to.</param>
    /// <param name="contents">The struct hash of the contents.</param>
    /// <param name="wallet">The wallet that is asked.</param>
    public static bool TryRecover(
        ReadOnlySpan<byte> signature, string name, string type, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> contents, WalletAddress wallet, out WalletAddress signer)
    {
        signer = default;
        if (signature.Length != LengthFor(type)
            || !signature[InnerBytes..ContentsAt].SequenceEqual(domain)
            || !signature[ContentsAt..TypeAt].SequenceEqual(contents)
            || !signature[TypeAt..^2].SequenceEqual(Encoding.ASCII.GetBytes(type))
            || ((signature[^2] << 8) | signature[^1]) != type.Length)
        {
            return false;
        }

        var nested = new TypedData($"TypedDataSign({name} contents,string name,string version,uint256 chainId,address verifyingContract,bytes32 salt){type}")
            .Word(contents)
            .Text("DepositWallet")
            .Text("1")
            .Number(137)
            .Address(wallet)
            .Number(0)
            .Hash();
        return Secp256k1.TryRecover(TypedData.Digest(domain, nested), signature[..InnerBytes], out signer);
    }

    /// <summary>Bytes of a wrapped signature over contents of this type.</summary>
    public static int LengthFor(string type) => TypeAt + type.Length + 2;
}
