using System.Runtime.InteropServices;

namespace PolyCloud.Polymarket.Signing;

/// <summary>The functions of libsecp256k1 that are used, as its headers secp256k1.h and secp256k1_recovery.h declare them.</summary>
internal static partial class Secp256k1Native
{
    internal const string Library = "libsecp256k1.so.1";

    /// <summary>SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY.</summary>
    internal const uint SignAndVerify = 0x0201 | 0x0101;

    /// <summary>SECP256K1_EC_UNCOMPRESSED.</summary>
    internal const uint Uncompressed = 2;

    [LibraryImport(Library, EntryPoint = "secp256k1_context_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint CreateContext(uint flags);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int CreatePublicKey(nint context, Span<byte> publicKey, ReadOnlySpan<byte> secretKey);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_serialize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SerializePublicKey(nint context, Span<byte> output, ref nuint outputLength, ReadOnlySpan<byte> publicKey, uint flags);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_sign_recoverable")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SignRecoverable(nint context, Span<byte> signature, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> secretKey, nint nonceFunction, nint nonceData);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_serialize_compact")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SerializeRecoverable(nint context, Span<byte> output, out int recovery, ReadOnlySpan<byte> signature);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_parse_compact")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ParseRecoverable(nint context, Span<byte> signature, ReadOnlySpan<byte> input, int recovery);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recover")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Recover(nint context, Span<byte> publicKey, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> digest);
}
