using System.Numerics;
using System.Runtime.InteropServices;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Tests.Venue;

/// <summary>A wallet that signs, for tests only: the library's signing side over the simulator's own encoding.</summary>
internal sealed partial class TestWallet
{
    private const string Library = "libsecp256k1.so.1";
    private static readonly IntPtr Context = ContextCreate(1);

    private readonly byte[] _key;

    public TestWallet(byte[] key)
    {
        _key = key;
        _ = Secp256k1.TryRecover(new byte[32], Sign(new byte[32]), out var address);
        Address = address;
    }

    /// <summary>The first public test account of every local EVM node.</summary>
    public static TestWallet First => new(Convert.FromHexString("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));

    public static TestWallet Second => new(Convert.FromHexString("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"));

    public WalletAddress Address { get; }

    public byte[] Sign(ReadOnlySpan<byte> digest)
    {
        var recoverable = new byte[65];
        var signature = new byte[65];
        Assert.Equal(1, SignRecoverable(Context, ref recoverable[0], in digest[0], in _key[0], IntPtr.Zero, IntPtr.Zero));
        Assert.Equal(1, Serialize(Context, ref signature[0], out var recoveryId, in recoverable[0]));
        signature[64] = (byte)(27 + recoveryId);
        return signature;
    }

    public Dictionary<string, string> LevelOneHeaders(long seconds, long nonce = 0) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["POLY_ADDRESS"] = Address.ToString(),
        ["POLY_SIGNATURE"] = "0x" + Convert.ToHexStringLower(Sign(ClobAuthHash.Compute(Address, seconds.ToString(), new BigInteger(nonce)))),
        ["POLY_TIMESTAMP"] = seconds.ToString(),
        ["POLY_NONCE"] = nonce.ToString(),
    };

    [LibraryImport(Library, EntryPoint = "secp256k1_context_create")]
    private static partial IntPtr ContextCreate(uint flags);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_sign_recoverable")]
    private static partial int SignRecoverable(IntPtr context, ref byte signature, in byte digest, in byte key, IntPtr nonce, IntPtr data);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_serialize_compact")]
    private static partial int Serialize(IntPtr context, ref byte compact, out int recoveryId, in byte signature);
}
