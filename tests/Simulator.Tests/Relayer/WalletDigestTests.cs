using System.Text.Json;
using PolyCloud.Simulator.Relayer;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Relayer;

/// <summary>The simulator's own digests and decoding against the official vectors.</summary>
public sealed class WalletDigestTests
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "relayer.json"))).RootElement;

    private static readonly WalletCall Merge = new(ChainAddresses.CollateralAdapter, Hex(Root.GetProperty("calldata").GetProperty("mergePositions_10")));

    [Fact]
    [VectorGroup("relayer.depositWalletBatch")]
    public void A_deposit_wallets_signature_is_its_owners()
    {
        var vector = Root.GetProperty("relayer").GetProperty("depositWalletBatch");
        var message = vector.GetProperty("message");
        var digest = WalletDigests.Deposit(Address(message.GetProperty("wallet")), message.GetProperty("nonce").GetInt64(), message.GetProperty("deadline").GetInt64(), [Merge]);
        Assert.Equal(Hex(vector.GetProperty("digest")), digest);
        AssertOwner(digest, Hex(vector.GetProperty("signature")));
    }

    [Fact]
    [VectorGroup("relayer.safeTx")]
    public void A_safes_signature_is_its_owners()
    {
        var vector = Root.GetProperty("relayer").GetProperty("safeTx");
        var safe = Address(vector.GetProperty("domain").GetProperty("verifyingContract"));
        AssertOwner(WalletDigests.Safe(safe, Merge.Target, Merge.Data, false, 7), Hex(vector.GetProperty("personalSign")));
    }

    [Fact]
    [VectorGroup("relayer.proxy")]
    public void A_proxys_signature_is_its_owners_and_its_call_is_found_inside()
    {
        var vector = Root.GetProperty("relayer").GetProperty("proxy");
        var data = Hex(vector.GetProperty("data"));
        var digest = WalletDigests.Proxy(TestWallet.First.Address, ChainAddresses.ProxyFactory, data, 10_000_000, 7, Address(vector.GetProperty("relay")));
        AssertOwner(digest, Hex(vector.GetProperty("signature")));

        var call = Assert.Single(new CallData(data).ProxyCalls());
        Assert.Equal((Merge.Target, Convert.ToHexStringLower(Merge.Data)), (call.Target, Convert.ToHexStringLower(call.Data)));
    }

    [Fact]
    public void A_merge_is_read_from_its_calldata()
    {
        var data = new CallData(Merge.Data);
        Assert.True(data.Calls("mergePositions(address,bytes32,bytes32,uint256[],uint256)"));
        Assert.Equal(ChainAddresses.Collateral, data.Address(0));
        Assert.Equal(Root.GetProperty("ctf").GetProperty("conditionId").GetString(), data.Hash(2).ToString());
        Assert.Equal([1, 2], data.Numbers(3));
        Assert.Equal(10_000_000, data.Amount(4));
        Assert.Throws<FormatException>(() => data.Amount(9));
    }

    private static void AssertOwner(byte[] digest, byte[] signature)
    {
        Assert.True(Secp256k1.TryRecover(digest, signature, out var owner));
        Assert.Equal(TestWallet.First.Address, owner);
    }

    private static WalletAddress Address(JsonElement element) => WalletAddress.TryParse(element.GetString(), out var address) ? address : throw new FormatException();

    private static byte[] Hex(JsonElement element) => Convert.FromHexString(element.GetString()!.AsSpan(2));
}
