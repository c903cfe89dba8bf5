using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Paper;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Tests.InProcess;
using PolyCloud.Simulator;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Tests.Paper;

/// <summary>A simulated venue with generated flow, and a paper node that watches it under virtual time.</summary>
internal sealed class PaperWorld : IDisposable
{
    private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(7));

    public PaperWorld(FillAssumption assumption = FillAssumption.Realistic, int windows = 1, EngineOptions? engine = null, StepJournal? journal = null)
    {
        Venue = new SimulatedVenue(new SimulatorOptions { BookHashEvery = 16 }, 7);
        var flow = new GeneratedFlow(
            Venue.Exchange, new GeneratedFlowOptions { FirstOpens = NodeWorld.FirstOpens, WindowsMax = windows }, new DeterministicRandom(7).Fork(0x464C4F57));
        Venue.Exchange.Attach(flow);
        World = new VirtualWorld(Venue, flow.Starts) { FateOf = Note };
        LastCloses = NodeWorld.FirstOpens + Duration.FromSeconds(300L * windows);
        var takeover = new EpochTakeover(new TradingWallet(_key), 1, []);
        World.Run(takeover, [], World.Now + Duration.FromSeconds(200));
        Calls.Clear();
        Node = new PaperNode(
            new NodeOptions { Engine = engine ?? Eager, Epoch = 1, FirstOpens = NodeWorld.FirstOpens, LastCloses = LastCloses },
            new PaperDeskOptions { Exchange = new PaperOptions { Assumption = assumption } },
            new OrderSigner(_key), takeover.Credential!, Seen, new DeterministicRandom(7).Fork(0x504F4C59), static () => 0, journal);
        Node.Node.StorageHealth(World.Now, healthy: true);
    }

    /// <summary>The strategy with its gates wide open, so that a single window trades.</summary>
    public static EngineOptions Eager { get; } = new() { Asymmetric = new AsymmetricOptions { MinimumSpread = Price.Cents(1) } };

    public SimulatedVenue Venue { get; }

    public VirtualWorld World { get; }

    public Timestamp LastCloses { get; }

    public PaperNode Node { get; }

    public NodeWorld.Recorded Seen { get; } = new();

    /// <summary>Calls that reached the venue, as method and path.</summary>
    public List<string> Calls { get; } = [];

    public void RunToEnd() => Assert.True(World.Run(Node, Node.Sockets, LastCloses + Duration.FromSeconds(1_200)));

    public void Dispose() => _key.Dispose();

    private CallFate Note(Polymarket.Http.HttpCall call)
    {
        Calls.Add($"{call.Method} {call.PathAndQuery.Split('?')[0]}");
        return CallFate.Answered;
    }
}
