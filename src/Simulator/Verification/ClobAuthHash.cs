using System.Numerics;

namespace PolyCloud.Simulator.Verification;

/// <summary>The EIP-712 digest a wallet signs to make or derive its API key (level 1 authentication).</summary>
public static class ClobAuthHash
{
    private static readonly byte[] Domain = new TypedData("EIP712Domain(string name,string version,uint256 chainId)")
        .Text("ClobAuthDomain")
        .Text("1")
        .Number(137)
        .Hash();

    /// <param name="timestamp">Unix seconds as the header's text.</param>
    public static byte[] Compute(WalletAddress address, string timestamp, BigInteger nonce) => TypedData.Digest(
        Domain,
        new TypedData("ClobAuth(address address,string timestamp,uint256 nonce,string message)")
            .Address(address)
            .Text(timestamp)
            .Number(nonce)
            .Text("This message attests that I control the given wallet")
            .Hash());
}
