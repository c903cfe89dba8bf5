using System.Buffers.Binary;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Wallets;

/// <summary>
/// The creation code of deposit wallets: a minimal ERC-1967 proxy with constructor arguments behind it. Head, length, copy
/// instruction, target and runtime are the parts; the hash of the whole takes part in the wallet's address.
/// </summary>
internal static class DepositWalletCode
{
    private const byte PushTwoBytes = 0x61;

    private static readonly EthereumAddress Beacon = EthereumAddress.Parse("0x7A18EDfe055488A3128f01F563e5B479D92ffc3a");
    private static readonly EthereumAddress Implementation = EthereumAddress.Parse("0x58CA52ebe0DadfdF531Cde7062e76746de4Db1eB");
    private static readonly byte[] CopyToMemory = Convert.FromHexString("3d8160233d3973");

    // Asks the beacon for its implementation, then delegates to it.
    private static readonly byte[] BeaconRuntime = Convert.FromHexString(
        "60195155f3363d3d373d3d363d602036600436635c60da1b60e01b36527fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b3513"
        + "3d50545afa5036515af43d6000803e604d573d6000fd5b3d6000f3");

    // Delegates to what its own storage names.
    private static readonly byte[] UpgradeableRuntime = Convert.FromHexString(
        "60095155f3363d3d373d3d363d7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"
        + "545af43d6000803e6038573d6000fd5b3d6000f3");

    /// <summary>The code hash of a wallet behind the beacon.</summary>
    internal static byte[] BeaconHash(byte[] arguments) => Hash(0x52, Beacon, BeaconRuntime, arguments);

    /// <summary>The code hash of a wallet that upgrades itself.</summary>
    internal static byte[] UpgradeableHash(byte[] arguments) => Hash(0x3D, Implementation, UpgradeableRuntime, arguments);

    private static byte[] Hash(ushort runtimeBytes, EthereumAddress target, byte[] runtime, byte[] arguments)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(runtimeBytes + arguments.Length));
        var address = new byte[EthereumAddress.Bytes];
        target.WriteTo(address);
        var digest = new byte[Keccak256.DigestBytes];
        Keccak256.Hash([PushTwoBytes, .. length, .. CopyToMemory, .. address, .. runtime, .. arguments], digest);
        return digest;
    }
}
