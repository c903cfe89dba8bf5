using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Simulator;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>One simulated venue with generated flow, and the nodes that trade at it one after the other, under virtual time.</summary>
internal sealed class NodeWorld : IDisposable
{
    public static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_793_714_400);

    private readonly PrivateKey _key;
    private readonly ulong _seed;

    public NodeWorld(ulong seed = 7, int windows = 1, int bookHashEvery = 16)
    {
        _seed = seed;
        _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(seed));
        Venue = new SimulatedVenue(new SimulatorOptions { BookHashEvery = bookHashEvery }, seed);
        var flow = new GeneratedFlow(
            Venue.Exchange, new GeneratedFlowOptions { FirstOpens = FirstOpens, WindowsMax = windows }, new DeterministicRandom(seed).Fork(0x464C4F57));
        Venue.Exchange.Attach(flow);
        World = new VirtualWorld(Venue, flow.Starts);
        LastCloses = FirstOpens + Duration.FromSeconds(300L * windows);
    }

    public SimulatedVenue Venue { get; }

    public VirtualWorld World { get; }

    public Timestamp LastCloses { get; }

    public Recorded Seen { get; } = new();

    /// <summary>The account of the wallet: the first that authenticated.</summary>
    public AccountId Account => new(0);

    /// <summary>Credentials in the order in which they were made, one an epoch.</summary>
    public int OpenOrders(int credential) => Venue.Exchange.OpenOrders(new CredentialId(credential)).Count();

    public EpochTakeover TakeOver(long epoch, params long[] previous)
    {
        var takeover = new EpochTakeover(new TradingWallet(_key), epoch, previous);
        World.Run(takeover, [], World.Now + Duration.FromSeconds(200));
        return takeover;
    }

    /// <summary>A node that has taken over; it is started by running it.</summary>
    public TradingNode Node(long epoch = 1, params long[] previous) => Node(static options => options, epoch, previous);

    /// <summary>The same with other options.</summary>
    public TradingNode Node(Func<NodeOptions, NodeOptions> with, long epoch = 1, params long[] previous) => Node(with, null, epoch, previous);

    /// <summary>The same behind a journal.</summary>
    public TradingNode Node(Func<NodeOptions, NodeOptions> with, StepJournal? journal, long epoch = 1, params long[] previous)
    {
        var credential = TakeOver(epoch, previous).Credential;
        Assert.NotNull(credential);
        var node = new TradingNode(
            with(new NodeOptions { Engine = Eager(), Epoch = epoch, LastCloses = LastCloses, FirstOpens = FirstOpens }),
            new OrderSigner(_key), credential, Seen, new DeterministicRandom(_seed).Fork(0x504F4C59), static () => 0,
            chain: SimulatedChain.Of(_key), journal: journal);
        node.StorageHealth(World.Now, healthy: true);
        return node;
    }

    /// <summary>Runs until the condition holds; false where it did not by the moment.</summary>
    public bool RunUntil(TradingNode node, Timestamp atMost, Func<bool> holds)
    {
        var step = World.Now;
        _ = World.Run(node, node.Sockets, World.Now);
        return ContinueUntil(node, atMost, holds, step);
    }

    public bool ContinueUntil(TradingNode node, Timestamp atMost, Func<bool> holds, Timestamp? from = null)
    {
        var step = from ?? World.Now;
        while (!holds() && step < atMost && !node.HasStopped)
        {
            step = Timestamp.Earlier(atMost, Timestamp.Later(step, World.Now) + Duration.FromMilliseconds(20));
            _ = World.Continue(step);
        }

        return holds();
    }

    public void RunToEnd(TradingNode node) => Assert.True(World.Run(node, node.Sockets, LastCloses + Duration.FromSeconds(1_200)));

    public void ContinueToEnd() => Assert.True(World.Continue(LastCloses + Duration.FromSeconds(1_200)));

    public void Dispose() => _key.Dispose();

    /// <summary>The strategy with its gates wide open, so that a single window trades.</summary>
    public static EngineOptions Eager() => new()
    {
        Asymmetric = new AsymmetricOptions { MinimumSpread = Price.Cents(1) },
    };

    /// <summary>Everything the node told.</summary>
    internal sealed class Recorded : INodeObserver
    {
        public List<SignedIntent> Signed { get; } = [];

        public List<OrderReport> Reports { get; } = [];

        public List<Fill> Fills { get; } = [];

        public List<(NodeNote Note, string Detail)> Notes { get; } = [];

        public bool LogWorks { get; set; } = true;

        /// <summary>Orders that the engine wanted placed to open, or to quote.</summary>
        public int Entries { get; private set; }

        /// <summary>Orders that the engine wanted placed and that may take.</summary>
        public int Takers { get; private set; }

        public bool Signing(Timestamp now, in SignedIntent intent)
        {
            Signed.Add(intent);
            return LogWorks;
        }

        public void Decided(Timestamp now, in Effect effect)
        {
            if (effect.Kind == EffectKind.Place)
            {
                Entries += effect.Purpose == OrderPurpose.Entry ? 1 : 0;
                Takers += effect.PostOnly ? 0 : 1;
            }
        }

        public void Reported(Timestamp now, in OrderReport report) => Reports.Add(report);

        public void Filled(Timestamp now, in Fill fill) => Fills.Add(fill);

        public List<MarketSpec> Added { get; } = [];

        public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec) => Added.Add(spec);

        public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
        {
        }

        public List<OperationRecord> Operations { get; } = [];

        public void Operated(Timestamp now, OperationRecord operation) => Operations.Add(operation);

        public void Noted(Timestamp now, NodeNote note, string detail) => Notes.Add((note, detail));
    }
}
