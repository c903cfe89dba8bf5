namespace PolyCloud.Simulator.Verification;

/// <summary>
/// Which wallets the venue's factories make for an account: a CREATE2 address is the hash of 0xff, factory, salt and the hash of
/// the creation code (EIP-1014). The simulator works them out by itself, to check the client's.
/// </summary>
public static class DerivedWallets
{
    private const string ProxyFactory = "aB45c5A4B0c941a2F231C04C3f49182e1A254052";
    private const string SafeFactory = "aacFeEa03eb1561C4e67d661e40682Bd20E3541b";
    private const string DepositFactory = "00000000000Fb5C9ADea0298D729A0CB3823Cc07";

    private const string ProxyCodeHash = "d21df8dc65880a8606f09fe0ce3df9b8869287ab0b058be05aa9e8af6330a00b";
    private const string SafeCodeHash = "2bce2127ff07fb632d16c8347c4ebf501f4841168bed00d9e6ef715ddb6fcecf";

    // Push of the length (the runtime's, and 64 bytes of arguments), copy to memory, then beacon or implementation, then the runtime.
    private const string BeaconCode =
        "6100923d8160233d3973" + "7A18EDfe055488A3128f01F563e5B479D92ffc3a"
        + "60195155f3363d3d373d3d363d602036600436635c60da1b60e01b36527fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b3513"
        + "3d50545afa5036515af43d6000803e604d573d6000fd5b3d6000f3";

    private const string UpgradeableCode =
        "61007d3d8160233d3973" + "58CA52ebe0DadfdF531Cde7062e76746de4Db1eB"
        + "60095155f3363d3d373d3d363d7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"
        + "545af43d6000803e6038573d6000fd5b3d6000f3";

    public static WalletAddress Proxy(WalletAddress owner) => Create(ProxyFactory, Bytes(owner), ProxyCodeHash);

    public static WalletAddress Safe(WalletAddress owner) => Create(SafeFactory, Word(Bytes(owner)), SafeCodeHash);

    /// <summary>The deposit wallet behind the beacon, as it is made now.</summary>
    public static WalletAddress Deposit(WalletAddress owner) => Deposit(owner, BeaconCode);

    /// <summary>The deposit wallet of the first kind.</summary>
    public static WalletAddress LegacyDeposit(WalletAddress owner) => Deposit(owner, UpgradeableCode);

    public static bool IsDepositWallet(WalletAddress owner, WalletAddress wallet) => wallet == Deposit(owner) || wallet == LegacyDeposit(owner);

    /// <summary>Whether an order of this signature type may be paid by this wallet of the account.</summary>
    public static bool MayPay(int signatureType, WalletAddress owner, WalletAddress maker) => signatureType switch
    {
        OrderSignature.OwnAccount => maker == owner,
        OrderSignature.Proxy => maker == Proxy(owner),
        OrderSignature.Safe => maker == Safe(owner),
        OrderSignature.DepositWallet => IsDepositWallet(owner, maker),
        _ => false,
    };

    private static WalletAddress Deposit(WalletAddress owner, string code)
    {
        byte[] arguments = [.. Word(Convert.FromHexString(DepositFactory)), .. Word(Bytes(owner))];
        byte[] creation = [.. Convert.FromHexString(code), .. arguments];
        return Create(DepositFactory, arguments, Convert.ToHexString(Keccak256.Hash(creation)));
    }

    private static WalletAddress Create(string factory, byte[] saltText, string codeHash) => WalletAddress.FromBytes(
        Keccak256.Hash([0xFF, .. Convert.FromHexString(factory), .. Keccak256.Hash(saltText), .. Convert.FromHexString(codeHash)]).AsSpan(12));

    private static byte[] Word(byte[] address) => [.. new byte[12], .. address];

    private static byte[] Bytes(WalletAddress address)
    {
        var bytes = new byte[20];
        address.WriteTo(bytes);
        return bytes;
    }
}
