using System.Runtime.InteropServices;

namespace PolyCloud.Simulator.Verification;

/// <summary>Recovers the signer of a digest, by the native library of the Bitcoin project (Debian: <c>libsecp256k1-1</c>).</summary>
public static partial class Secp256k1
{
    private const string Library = "libsecp256k1.so.1";
    private const uint ContextNone = 1;
    private const uint Uncompressed = 2;

    // Made once and never changed: the library allows concurrent use of a context that is only read.
    private static readonly IntPtr Context = ContextCreate(ContextNone);

    /// <summary>The address whose key signed the digest; false where the signature is none.</summary>
    /// <param name="digest">The 32 bytes that were signed.</param>
    /// <param name="signature">65 bytes: r, s, and v of 27 or 28.</param>
    public static bool TryRecover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, out WalletAddress signer)
    {
        signer = default;
        if (digest.Length != 32 || signature.Length != 65 || signature[64] is not (27 or 28))
        {
            return false;
        }

        Span<byte> recoverable = stackalloc byte[65];
        Span<byte> publicKey = stackalloc byte[64];
        Span<byte> serialized = stackalloc byte[65];
        nuint length = 65;
        if (ParseRecoverable(Context, ref recoverable[0], in signature[0], signature[64] - 27) == 0
            || Recover(Context, ref publicKey[0], in recoverable[0], in digest[0]) == 0
            || SerializePublicKey(Context, ref serialized[0], ref length, in publicKey[0], Uncompressed) == 0)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[32];
        Keccak256.Hash(serialized[1..], hash);
        signer = WalletAddress.FromBytes(hash[12..]);
        return true;
    }

    [LibraryImport(Library, EntryPoint = "secp256k1_context_create")]
    private static partial IntPtr ContextCreate(uint flags);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_parse_compact")]
    private static partial int ParseRecoverable(IntPtr context, ref byte signature, in byte compact, int recoveryId);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recover")]
    private static partial int Recover(IntPtr context, ref byte publicKey, in byte signature, in byte digest);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_serialize")]
    private static partial int SerializePublicKey(IntPtr context, ref byte output, ref nuint length, in byte publicKey, uint flags);
}
