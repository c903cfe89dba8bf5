using PolyCloud.Engine.Book;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

/// <summary>The parts that limits and breakers are made of, without the engine around them: one market a second after its open, all feeds healthy.</summary>
internal sealed class RiskBench
{
    private readonly UnderlyingSignal _underlying;
    private int _trades;

    public RiskBench(RiskOptions? risk = null, int bots = 1)
    {
        Options = new EngineOptions { Risk = risk ?? new RiskOptions() };
        Strategies = [.. Enumerable.Range(0, bots).Select(_ => new ScriptedStrategy())];
        Bots = [.. Strategies.Select((strategy, number) => new Bot(new BotId(number), strategy.Name, Options.Risk.BotCapital))];
        Markets = new MarketTable(Options, Bots, new ParameterBook(Options.Parameters, _ => Strategies));
        _underlying = new UnderlyingSignal("btc", Options.Signals);
        foreach (var feed in Enum.GetValues<Feed>())
        {
            World.SetHealthy(feed, true);
        }

        World.Collateral = Money.Dollars(1_000);
        World.LastMarketData = Now;
        var cancels = new Cancels(Options.Orders, Orders, World);
        Commitments = new Commitments(Markets, Orders, bots);
        Gate = new RiskGate(Options.Risk, World, Orders, Commitments);
        Guard = new InvariantGuard(Options.Risk, Orders, World, cancels, Counters);
        Breakers = new CircuitBreakers(Options.Risk, World, Markets, cancels, Bots);
        Verdicts = new OpeningVerdicts(Options, World, Breakers, Orders);
        Market = AddMarket(0);
    }

    public static Timestamp Now { get; } = EngineHarness.Opens + Duration.FromSeconds(1);

    public EngineOptions Options { get; }

    public ScriptedStrategy[] Strategies { get; }

    public Bot[] Bots { get; }

    public World World { get; } = new();

    public OrderTable Orders { get; } = new(1);

    public MarketTable Markets { get; }

    public Market Market { get; }

    public Commitments Commitments { get; }

    public RiskGate Gate { get; }

    public InvariantGuard Guard { get; }

    public CircuitBreakers Breakers { get; }

    public OpeningVerdicts Verdicts { get; }

    public EngineCounters Counters { get; } = new();

    public EffectBuffer Effects { get; } = new();

    public Market AddMarket(int number)
    {
        var market = Markets.Add(EngineHarness.NewSpec(number), _underlying);
        _ = market.Phase.Advance(Now);
        market.LastActivity = Now;
        return market;
    }

    /// <summary>A book of one level on each side, in Up terms and cents, mirrored to Down.</summary>
    public void Book(int bidCents, int askCents)
    {
        Show(Market.UpBook, bidCents, askCents);
        Show(Market.DownBook, 100 - askCents, 100 - bidCents);
    }

    public static void Show(OrderBook book, int bidCents, int askCents) =>
        book.ApplySnapshot(Now, [new(Price.Cents(bidCents), Size.Shares(100))], [new(Price.Cents(askCents), Size.Shares(100))]);

    /// <summary>Shares that a bot bought, confirmed.</summary>
    public void Hold(Outcome outcome, long shares, int cents, int bot = 0, Market? market = null) => _ = (market ?? Market).Seats[bot].Ledger.Apply(
        new Fill
        {
            Trade = EngineHarness.TradeId(++_trades),
            Outcome = outcome,
            Side = Side.Buy,
            Price = Price.Cents(cents),
            Size = Size.Shares(shares),
            Amount = Money.Notional(Price.Cents(cents), Size.Shares(shares), Rounding.Nearest),
            Status = FillStatus.Confirmed,
            VenueTime = Now,
        },
        Now);

    /// <summary>An order of a bot that is not over; its place in the table.</summary>
    public int Rest(Outcome outcome, Side side, int cents, long shares, int bot = 0, Market? market = null, OrderState state = OrderState.Live)
    {
        var home = market ?? Market;
        var index = Orders.Add(home.Id, home.Generation);
        ref var order = ref Orders[index];
        order.Bot = new BotId(bot);
        order.Slot = QuoteSlot.Of(outcome, side, 14);
        order.Outcome = outcome;
        order.Side = side;
        order.Price = Price.Cents(cents);
        order.Size = Size.Shares(shares);
        order.State = state;
        order.Placed = Now;
        home.AddOpen(index);
        return index;
    }

    public Desk Desk(int bot = 0)
    {
        var seat = Market.Seats[bot];
        return new Desk
        {
            Now = Now,
            Market = Market,
            Seat = seat,
            Live = new LiveQuotes(Orders),
            Own = Exposure.Of(Market, seat, Orders),
            All = Exposure.Of(Market, Orders),
            MarketMayOpen = true,
        };
    }

    /// <summary>What the gate says of an order, and the size it leaves.</summary>
    public (Reason Reason, Size Size) Admit(DesiredQuote quote, QuoteSlot? slot = null, int bot = 0)
    {
        Gate.BeginLook();
        var reason = Gate.Admit(Desk(bot), slot ?? QuoteSlot.Single, ref quote);
        return (reason, quote.Size);
    }

    public static DesiredQuote Bid(Outcome outcome, int cents, long shares) => DesiredQuote.Resting(outcome, Side.Buy, Price.Cents(cents), Size.Shares(shares));

    public static DesiredQuote Offer(Outcome outcome, int cents, long shares) => DesiredQuote.Resting(outcome, Side.Sell, Price.Cents(cents), Size.Shares(shares));
}
