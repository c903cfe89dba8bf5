using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class LiveChainTests : IDisposable
{
    private const string Secret = "s3cret-of-the-relayer";

    private static readonly EngineOptions Merging = new() { Inventory = new InventoryOptions { Enabled = true } };

    private readonly PrivateKey _key = PrivateKey.FromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    public void Dispose() => _key.Dispose();

    [Fact]
    public void An_own_account_needs_a_node_and_pays_its_gas()
    {
        var own = new TradingWallet(_key);
        Assert.Equal("venue.nodes", Assert.Throws<SigningException>(() => Chain(nodes: "").Fit(Merging, own)).Field);
        var chain = Chain(nodes: "http://127.0.0.1:8545, http://127.0.0.1:8546");
        Assert.False(chain.Fit(Merging, own).Inventory.Gasless);
        var access = chain.Of(own);
        Assert.NotNull(access.Session);
        Assert.Equal((2, Money.Dollars(1)), (access.Quorum, access.NativeCoin));
    }

    [Theory]
    [InlineData(SignatureType.Proxy)]
    [InlineData(SignatureType.GnosisSafe)]
    [InlineData(SignatureType.DepositWallet)]
    public void Every_other_wallet_needs_the_relayer_which_pays(SignatureType type)
    {
        var wallet = new TradingWallet(_key, type, type switch
        {
            SignatureType.Proxy => WalletDerivation.Proxy(_key.Address),
            SignatureType.GnosisSafe => WalletDerivation.Safe(_key.Address),
            _ => WalletDerivation.Deposit(_key.Address),
        });
        Assert.Equal(RelayerIdentity.KeyVariable, Assert.Throws<SigningException>(() => Chain(nodes: "http://127.0.0.1:8545").Fit(Merging, wallet)).Field);
        var chain = Chain(nodes: "", Identity(Secret));
        Assert.True(chain.Fit(Merging, wallet).Inventory.Gasless);
        Assert.NotNull(chain.Of(wallet).Session);
        Assert.Throws<SigningException>(() => (chain with { Addresses = Addresses(new VenueSettings { Relayer = "" }) }).Fit(Merging, wallet));
    }

    [Fact]
    public void Without_operations_nothing_is_needed()
    {
        var engine = new EngineOptions();
        Assert.Same(engine, Chain(nodes: "").Fit(engine, new TradingWallet(_key)));
        Assert.Null(Chain(nodes: "").Of(new TradingWallet(_key)).Session);
    }

    [Fact]
    public void The_relayers_key_is_read_with_its_owner_and_never_repeated()
    {
        var other = WalletDerivation.Safe(_key.Address);
        Assert.Null(Identity(null));
        Assert.Equal(_key.Address, Identity(Secret)!.Address);
        Assert.Equal(other, Identity(Secret, other.ToString())!.Address);
        var wrong = Assert.Throws<SigningException>(() => Identity(Secret, "0x12"));
        Assert.Equal(RelayerIdentity.AddressVariable, wrong.Field);
        Assert.DoesNotContain(Secret, wrong.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("line\nbreak", Assert.Throws<SigningException>(() => Identity("line\nbreak")).ToString(), StringComparison.Ordinal);
    }

    private RelayerKey? Identity(string? key, string? address = null) => RelayerIdentity.Read(_key.Address, name => name == RelayerIdentity.KeyVariable ? key : address);

    private static LiveChain Chain(string nodes, RelayerKey? relayer = null) => new(Addresses(new VenueSettings { Nodes = nodes }), relayer, Money.Dollars(1));

    private static VenueAddresses Addresses(VenueSettings settings)
    {
        var errors = new List<string>();
        var addresses = settings.Read(errors);
        Assert.Empty(errors);
        return addresses;
    }
}
