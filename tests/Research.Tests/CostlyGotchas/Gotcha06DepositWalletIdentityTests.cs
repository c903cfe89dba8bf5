using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Tests.InProcess;
using PolyCloud.Simulator;

namespace PolyCloud.Research.Tests.CostlyGotchas;

/// <summary>Which wallet pays, signs and owns the API key is said explicitly, checked before anything is sent, and trades as said.</summary>
public sealed class Gotcha06DepositWalletIdentityTests : IDisposable
{
    private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(7));

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(SignatureType.ExternallyOwnedAccount, false)]
    [InlineData(SignatureType.Proxy, false)]
    [InlineData(SignatureType.GnosisSafe, false)]
    [InlineData(SignatureType.DepositWallet, false)]
    public void A_small_order_of_every_kind_of_wallet_rests_at_the_venue(SignatureType type, bool walletBound)
    {
        var wallet = new TradingWallet(_key, type, FunderOf(type), walletBound);
        var (seen, node) = Trade(wallet);
        Assert.Contains(seen.Reports, report => report.Kind == OrderReportKind.Live);
        Assert.DoesNotContain(seen.Reports, report => report.Kind == OrderReportKind.Rejected && report.Reason == Engine.Effects.Reason.RejectedSignature);
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void A_deposit_wallet_is_maker_and_signer_and_the_keys_account_owns_the_credential_unless_said_otherwise()
    {
        var deposit = WalletDerivation.Deposit(_key.Address);
        var wallet = Read("3", deposit.ToString(), null);
        Assert.Equal((deposit, deposit, _key.Address), (wallet.Funder, wallet.Signer, wallet.CredentialAddress));
        Assert.Equal(deposit, Read("3", deposit.ToString(), "true").CredentialAddress);
    }

    [Fact]
    public void The_funder_is_never_guessed_and_must_be_the_one_of_its_type()
    {
        Assert.Equal(WalletIdentity.FunderVariable, Assert.Throws<SigningException>(() => Read("3", null, null)).Field);
        Assert.Equal("funder", Assert.Throws<SigningException>(() => Read("3", WalletDerivation.Safe(_key.Address).ToString(), null)).Field);
        Assert.Equal("funder", Assert.Throws<SigningException>(() => Read("0", WalletDerivation.Deposit(_key.Address).ToString(), null)).Field);
    }

    private TradingWallet Read(string type, string? funder, string? bound) => WalletIdentity.Read(_key, name => name switch
    {
        WalletIdentity.TypeVariable => type,
        WalletIdentity.FunderVariable => funder,
        _ => bound,
    });

    private EthereumAddress FunderOf(SignatureType type) => type switch
    {
        SignatureType.ExternallyOwnedAccount => _key.Address,
        SignatureType.Proxy => WalletDerivation.Proxy(_key.Address),
        SignatureType.GnosisSafe => WalletDerivation.Safe(_key.Address),
        _ => WalletDerivation.Deposit(_key.Address),
    };

    private static (NodeWorld.Recorded Seen, TradingNode Node) Trade(TradingWallet wallet)
    {
        var venue = new SimulatedVenue(new SimulatorOptions { BookHashEvery = 16 }, 7);
        var flow = new GeneratedFlow(venue.Exchange, new GeneratedFlowOptions { FirstOpens = NodeWorld.FirstOpens, WindowsMax = 1 }, new DeterministicRandom(7));
        venue.Exchange.Attach(flow);
        var world = new VirtualWorld(venue, flow.Starts);
        var takeover = new EpochTakeover(wallet, 1, []);
        world.Run(takeover, [], flow.Starts + Duration.FromSeconds(60));
        Assert.NotNull(takeover.Credential);
        var seen = new NodeWorld.Recorded();
        var engine = new EngineOptions { Asymmetric = new AsymmetricOptions { EntrySize = Size.Shares(5), RequireTradePrint = false, RestBehindTouch = Price.Cents(10) } };
        var node = new TradingNode(
            new NodeOptions { Engine = engine, Epoch = 1, FirstOpens = NodeWorld.FirstOpens }, new OrderSigner(wallet), takeover.Credential, seen, new DeterministicRandom(7), static () => 0);
        node.StorageHealth(world.Now, healthy: true);
        world.Run(node, node.Sockets, NodeWorld.FirstOpens + Duration.FromSeconds(60));
        return (seen, node);
    }
}
