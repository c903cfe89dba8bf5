using System.Numerics;

namespace PolyCloud.Simulator.Verification;

/// <summary>The EIP-712 digest a wallet signs to make or derive its API key (level 1 authentication).</summary>
public static class ClobAuthHash
{
    private const string Type = "ClobAuth(address address,string timestamp,uint256 nonce,string message)";

    private static readonly byte[] Polygon = Domain(137);

    /// <summary>The separator of the authentication's domain on a chain: a proof for another chain opens no key here.</summary>
    public static byte[] Domain(long chainId) => new TypedData("EIP712Domain(string name,string version,uint256 chainId)")
        .Text("ClobAuthDomain")
        .Text("1")
        .Number(chainId)
        .Hash();

    /// <param name="timestamp">Unix seconds as the header's text.</param>
    public static byte[] Compute(WalletAddress address, string timestamp, BigInteger nonce) =>
        TypedData.Digest(Polygon, Struct(address, timestamp, nonce));

    /// <summary>True where the signature is the account's own, or, wrapped, that of the owner of the deposit wallet it names.</summary>
    public static bool Verify(WalletAddress address, string timestamp, BigInteger nonce, ReadOnlySpan<byte> signature) =>
        signature.Length == WrappedSignature.LengthFor(Type)
            ? WrappedSignature.TryRecover(signature, "ClobAuth", Type, Polygon, Struct(address, timestamp, nonce), address, out var owner)
                && DerivedWallets.IsDepositWallet(owner, address)
            : Secp256k1.TryRecover(Compute(address, timestamp, nonce), signature, out var signer) && signer == address;

    /// <summary>The struct's hash, the same on every chain.</summary>
    public static byte[] Struct(WalletAddress address, string timestamp, BigInteger nonce) => new TypedData(Type)
        .Address(address)
        .Text(timestamp)
        .Number(nonce)
        .Text("This message attests that I control the given wallet")
        .Hash();
}
