using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>A market whose tokens are not its condition's is never traded.</summary>
public sealed class TokenProofTests
{
    [Fact]
    public void Proved_tokens_are_traded()
    {
        var (seen, markets) = Run(DerivedTokens.TokenId);
        Assert.NotEqual(0, markets);
        Assert.DoesNotContain(seen.Notes, note => note.Note == NodeNote.MarketRefused);
    }

    [Fact]
    public void Foreign_tokens_are_refused_with_the_reason()
    {
        var (seen, markets) = Run(null);
        Assert.Equal(0, markets);
        Assert.Contains("token-id-mismatch", seen.Notes.First(note => note.Note == NodeNote.MarketRefused).Detail, StringComparison.Ordinal);
        Assert.Empty(seen.Signed);
    }

    [Fact]
    public void Exchanged_outcomes_are_refused()
    {
        var (_, markets) = Run((condition, outcome) => DerivedTokens.TokenId(condition, outcome == Outcome.Up ? Outcome.Down : Outcome.Up));
        Assert.Equal(0, markets);
    }

    private static (NodeWorld.Recorded Seen, int Markets) Run(Func<string, Outcome, string>? tokenId)
    {
        var venue = new SimulatedVenue(new SimulatorOptions { BookHashEvery = 16 }, 7);
        var flow = new GeneratedFlow(venue.Exchange, new GeneratedFlowOptions { FirstOpens = NodeWorld.FirstOpens, WindowsMax = 1, TokenId = tokenId }, new DeterministicRandom(7));
        venue.Exchange.Attach(flow);
        var world = new VirtualWorld(venue, flow.Starts);
        using var key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(7));
        var wallet = new TradingWallet(key);
        var takeover = new EpochTakeover(wallet, 1, []);
        world.Run(takeover, [], flow.Starts + Duration.FromSeconds(60));
        var seen = new NodeWorld.Recorded();
        var node = new TradingNode(
            new NodeOptions { Engine = new EngineOptions(), Epoch = 1, FirstOpens = NodeWorld.FirstOpens, TokenCollateral = new ContractAddresses().TokenCollateral },
            new OrderSigner(wallet), takeover.Credential!, seen, new DeterministicRandom(7), static () => 0);
        node.StorageHealth(world.Now, healthy: true);
        world.Run(node, node.Sockets, NodeWorld.FirstOpens + Duration.FromSeconds(5));
        return (seen, node.Driver.Engine.ActiveMarkets.Length);
    }
}
