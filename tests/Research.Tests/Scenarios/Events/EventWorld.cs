using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Events;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Regimes;
using PolyCloud.Research.Tests.InProcess;
using PolyCloud.Simulator;

namespace PolyCloud.Research.Tests.Scenarios.Events;

/// <summary>Events of price ranges at the simulated venue, found under their tag and traded by the multi-outcome strategy, under virtual time.</summary>
internal sealed class EventWorld : IDisposable
{
    private static readonly Money Funds = new SimulatorOptions().StartingCollateral;

    private readonly PrivateKey _key;

    public EventWorld(EventTrial trial)
    {
        Trial = trial;
        _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(trial.Seed));
        Regime = MarketRegimes.Find(trial.Regime) ?? throw new ArgumentException($"There is no regime '{trial.Regime}'.", nameof(trial));
        Venue = new SimulatedVenue(new SimulatorOptions { BookHashEvery = 16 }, trial.Seed);
        var flow = new EventFlow(
            Venue.Exchange,
            new EventFlowOptions
            {
                FirstOpens = Opens(0),
                EventsMax = trial.Events,
                Outcomes = trial.Outcomes,
                Fees = trial.Fees,
                Underlying = Regime.Underlying,
                Makers = Regime.Makers,
                Takers = Regime.Takers,
            },
            new DeterministicRandom(trial.Seed).Fork(0x464C4F57));
        Venue.Exchange.Attach(flow);
        World = new VirtualWorld(Venue, flow.Starts);
        Node = TakeOver(1);
        World.Run(Node, Node.Sockets, World.Now);
    }

    public EventTrial Trial { get; }

    public MarketRegime Regime { get; }

    public SimulatedVenue Venue { get; }

    public VirtualWorld World { get; }

    public TradingNode Node { get; private set; }

    public EventWatch Seen { get; } = new();

    public EngineTotals Totals => Node.Driver.Engine.Totals;

    /// <summary>What the wallet has gained at the exchange, in dollars; what it holds does not count.</summary>
    public Money Gain => Venue.Exchange.Collateral(Wallet) - Funds;

    private static AccountId Wallet => new(0);

    public static Timestamp Opens(int number) => NodeWorld.FirstOpens + Duration.FromSeconds(300L * number);

    /// <summary>The markets of an event by its place among all, the lowest range first.</summary>
    public List<Listing> Event(int number) => [.. Venue.Exchange.Listings.Skip(number * Trial.Outcomes).Take(Trial.Outcomes)];

    /// <summary>Up − Down of the wallet as the exchange has it, trades on their way included.</summary>
    public Size Net(Listing listing) => Held(listing, Outcome.Up) - Held(listing, Outcome.Down);

    /// <summary>The part of a market's net exposure that the event does not cover: with the same shares in all markets it is nothing.</summary>
    public Size Uncovered(int number)
    {
        var nets = Event(number).ConvertAll(Net);
        var (least, most) = (nets.Min(), nets.Max());
        var cover = least > Size.Zero ? least : most < Size.Zero ? most : Size.Zero;
        return nets.Max(net => (net - cover).Magnitude);
    }

    /// <summary>Runs until so many seconds after the open of an event, switching on the regime's faults at its open.</summary>
    public void RunTo(int number, double seconds)
    {
        World.Continue(Opens(number));
        foreach (var plan in Regime.Faults)
        {
            Venue.Faults.SwitchOn(plan);
        }

        World.Continue(Opens(number) + Duration.FromMilliseconds((long)(seconds * 1_000)));
    }

    /// <summary>The node is gone as a killed process is; another takes over with the next epoch.</summary>
    public void Restart()
    {
        Node = TakeOver(2, 1);
        World.Run(Node, Node.Sockets, World.Now);
    }

    public void RunToEnd() => Assert.True(World.Continue(Opens(Trial.Events) + Duration.FromSeconds(1_200)), $"the node did not stop by {World.Now}");

    public void Dispose() => _key.Dispose();

    private Size Held(Listing listing, Outcome outcome) =>
        Venue.Exchange.Tokens(Wallet, listing.Id, outcome) + Venue.Exchange.PendingTokens(Wallet, listing.Id, outcome);

    private TradingNode TakeOver(long epoch, params long[] previous)
    {
        var takeover = new EpochTakeover(new TradingWallet(_key), epoch, previous);
        World.Run(takeover, [], World.Now + Duration.FromSeconds(200));
        Assert.NotNull(takeover.Credential);
        var node = new TradingNode(
            new NodeOptions
            {
                Engine = PolyCloud.Research.StrategyTable.StrategyTable.WithoutBrakes(Trial.Engine, "negative-risk"),
                Events = new MarketSelector(SelectorKind.Tag, RangeEvent.Tag),
                Epoch = epoch,
                FirstOpens = Opens(0),
                LastCloses = Opens(Trial.Events),
            },
            new OrderSigner(_key), takeover.Credential, Seen, new DeterministicRandom(Trial.Seed).Fork(0x504F4C59), static () => 0, chain: SimulatedChain.Of(_key));
        node.StorageHealth(World.Now, healthy: true);
        return node;
    }
}
