using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Tests.Publishing;

/// <summary>A node whose engine is fed by hand, with one five-minute window; its calls go nowhere.</summary>
internal sealed class QuotingNode : IDisposable
{
    public static readonly Timestamp Opens = Timestamp.FromSeconds(1_773_307_200);

    private readonly PrivateKey _key = PrivateKey.FromHex(new string('1', 64));

    private readonly Action<JournaledEngine, Timestamp>? _afterStep;

    /// <param name="afterStep">Told after each input.</param>
    public QuotingNode(EngineOptions? options = null, StepJournal? journal = null, Action<JournaledEngine, Timestamp>? afterStep = null)
    {
        _afterStep = afterStep;
        Activity = new ActivityLog(Next);
        Node = new TradingNode(
            new NodeOptions { Engine = options ?? new EngineOptions(), Epoch = 7 }, new OrderSigner(_key), new ApiCredential("key", "c2VjcmV0", "hush"), Activity, new DeterministicRandom(1), static () => 0, journal: journal);
        Activity.Settled = (market, now) => MarketRows.ClosedOf(Engine, market, now);
        Now = Opens - Duration.FromSeconds(60);
        Market = Engine.AddMarket(Now, Spec, Effects);
        Node.Directory.Add(Market, Spec);
        Activity.MarketAdded(Now, Market, Spec);
        Told();
        foreach (var feed in Enum.GetValues<Feed>())
        {
            Do(() => Engine.OnFeed(Now, feed, true, Effects));
        }

        Do(() => Engine.OnCollateral(Now, Money.Dollars(1_000), Effects));
        for (; Now < Opens + Duration.FromSeconds(1); Now += Duration.FromSeconds(1))
        {
            Oracle(60_000 + (Now.Seconds % 2));
        }

        Oracle(60_000);
    }

    public static MarketSpec Spec { get; } = new()
    {
        Slug = $"btc-updown-5m-{Opens.Seconds}",
        ConditionId = "0x" + new string('7', 64),
        UpTokenId = "11",
        DownTokenId = "22",
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Opens,
        Closes = Opens + Duration.FromSeconds(300),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    public SilentObserver Next { get; } = new();

    public ActivityLog Activity { get; }

    public TradingNode Node { get; }

    public JournaledEngine Engine => Node.Driver.Engine;

    public EffectBuffer Effects => Node.Driver.Effects;

    public MarketId Market { get; }

    public Timestamp Now { get; set; }

    public List<Effect> Last { get; } = [];

    /// <summary>An input, whose effects are told to the activity log as the node would.</summary>
    public void Do(Action input)
    {
        input();
        Told();
    }

    /// <summary>A market that quotes one entry.</summary>
    public Effect Quote()
    {
        Do(() => Engine.OnTrade(Now, Market, new TradePrint(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(5), Now), Effects));
        BookLevel[] bids = [new(Price.Cents(48), Size.Shares(200))];
        BookLevel[] asks = [new(Price.Cents(52), Size.Shares(100))];
        Do(() => Engine.OnBookSnapshot(Now, Market, Outcome.Down, Now, [new(Price.Cents(48), Size.Shares(100))], [new(Price.Cents(52), Size.Shares(200))], Effects));
        Do(() => Engine.OnBookSnapshot(Now, Market, Outcome.Up, Now, bids, asks, Effects));
        return Last.Single(static effect => effect.Kind == EffectKind.Place);
    }

    public void Report(IntentId intent, OrderReportKind kind, Reason reason = Reason.None)
    {
        var report = new OrderReport(intent, kind, Size.Zero, reason);
        Activity.Reported(Now, report);
        Do(() => Engine.OnOrderReport(Now, report, Effects));
    }

    public Fill Fill(in Effect order, FillStatus status, int trade = 1)
    {
        var fill = new Fill
        {
            Trade = new Guid(trade, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            Intent = order.Intent,
            Market = Market,
            Outcome = order.Outcome,
            Side = order.Side,
            Price = order.Price,
            Size = order.Size,
            Amount = Money.Notional(order.Price, order.Size, Rounding.Nearest),
            IsMaker = true,
            Status = status,
            VenueTime = Now,
        };
        Activity.Filled(Now, fill);
        Do(() => Engine.OnFill(Now, fill, Effects));
        return fill;
    }

    public void Dispose() => _key.Dispose();

    private void Oracle(long dollars) =>
        Do(() => Engine.OnOracle(Now, "btc", new OracleTick(OracleSource.Spot, new OraclePrice(dollars * OraclePrice.Scale), Now), Effects));

    private void Told()
    {
        Last.Clear();
        Last.AddRange(Effects.Written);
        foreach (var effect in Last)
        {
            Activity.Decided(Now, effect);
        }

        Effects.Clear();
        _afterStep?.Invoke(Engine, Now);
    }
}
