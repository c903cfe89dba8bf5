using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Scene;

/// <summary>A worker in the midst of a window, with one of everything a page shows.</summary>
internal static class SampleSnapshot
{
    public const string Slug = "btc-updown-5m-1773307200";

    public static readonly Timestamp Opens = Timestamp.FromSeconds(1_773_307_200);

    public static readonly Timestamp Now = Opens + Duration.FromSeconds(100);

    public static TradingSnapshot Of(long sequence = 1, string noticeText = "a notice", string haltText = "", Reason halt = Reason.None) => new()
    {
        Sequence = sequence,
        At = Now + Duration.FromMilliseconds(100 * sequence),
        Worker = new WorkerSnapshot
        {
            Shard = "0", Epoch = 3, Activity = halt == Reason.None ? WorkerActivity.Trading : WorkerActivity.Halted, Started = Opens - Duration.FromSeconds(600), Source = "generated",
            Feeds = [.. Enum.GetValues<Feed>().Select(static feed => new FeedSnapshot(feed, feed != Feed.Oracle))], Halt = halt, HaltText = haltText, IsClear = halt != Reason.None,
        },
        Bots = [Bot],
        Markets = [Market],
        LiveOrders = [Order(17, OrderState.Live, Reason.None)],
        RecentOrders = [Order(17, OrderState.Live, Reason.None), Order(16, OrderState.Rejected, Reason.RejectedPostOnlyWouldCross), Order(15, OrderState.Matched, Reason.None)],
        RecentFills = [new FillSnapshot(Slug, new BotId(0), new Fill { Trade = Guid.Empty, Intent = new IntentId(15), Price = Price.Cents(46), Size = Size.Shares(10), Amount = new Money(4_600_000), IsMaker = true, Status = FillStatus.Confirmed }, Now)],
        Notices = [new NoticeSnapshot(Now, NoticeSeverity.Warning, Reason.OracleStale, Slug, new BotId(0), noticeText)],
        ClosedWindows = [Closed(-1, 250_000), Closed(-2, -1_500_000), Closed(-3, 0)],
        Risk = new RiskSnapshot
        {
            Equity = Money.Dollars(998), Peak = Money.Dollars(1_000), Today = Money.Dollars(-2), Collateral = Money.Dollars(700), Committed = new Money(9_300_000),
            Gauges = [new RiskGauge("maximumNetExposure", Slug, 20, 50, "shares"), new RiskGauge("maximumDailyLoss", "portfolio", 19, 20, "USD")],
            Breakers = [new BreakerSnapshot(Reason.ConsecutiveLosses, "b0", false, Timestamp.Never, 2, 3, "losses"), new BreakerSnapshot(Reason.BotDrawdown, "b0", true, Timestamp.Never, 26, 25, "percent")],
            Zones = [.. Enum.GetValues<PriceZone>().Select(static zone => new ZoneExposure(zone, zone == PriceZone.Z3 ? Money.Dollars(9) : Money.Zero, zone == PriceZone.Z3 ? Size.Shares(20) : Size.Zero))],
        },
        PnlCurve = [new PnlPoint(Opens, Money.Zero, Money.Zero), new PnlPoint(Now, Money.Dollars(3), Money.Zero), new PnlPoint(Now + Duration.FromSeconds(1), Money.Dollars(1), new Money(-500_000))],
        Alerts = new AlertsSnapshot(
            2,
            [
                new AlertChannelSnapshot("webhook", 3, 1, 1, 0, DateTimeOffset.UnixEpoch, "it answered 500") { LastFailedAt = DateTimeOffset.UnixEpoch, LastFailure = "it answered 500" },
                new AlertChannelSnapshot("telegram", 0, 0, 0, 0, null, null),
            ]),
        Totals = new EngineTotals { OrdersPlaced = 40, OrdersRejected = 4, Fills = 9, EpisodesByDuration = [], TimeByReason = [Duration.FromSeconds(50), Duration.FromSeconds(7)] },
        Parameters = new ParametersSnapshot(
            [new ParameterSnapshot("engine.asymmetric.entrySize", "12", "10", "Shares of one entry while making.", true), new ParameterSnapshot("engine.risk.maximumDailyLoss", "20", "20", "Loss of one UTC day.", false)],
            [new ParameterProposal("p1", ParameterScope.Series, "btc-5m", null, true, new Dictionary<string, string>(StringComparer.Ordinal) { ["engine.asymmetric.entrySize"] = "15" }, "calm night", "ann", Now, ProposalState.Proposed, "", default)]),
    };

    private static BotSnapshot Bot => new(
        new BotView(new BotId(0), "asymmetric", BotState.Active, Reason.None, Timestamp.Never, Money.Dollars(200), Money.Dollars(-2), Money.Zero, Money.Dollars(201), 2, 1),
        new Money(-500_000), new Money(9_300_000), Money.Dollars(40), new Money(120_000));

    private static MarketSnapshot Market => new(
        new MarketView
        {
            Market = new MarketId(0),
            Spec = new MarketSpec
            {
                Slug = Slug, ConditionId = "0x01", UpTokenId = "1", DownTokenId = "2", Asset = "btc", Interval = WindowInterval.FiveMinutes, Opens = Opens, Closes = Opens + Duration.FromSeconds(300),
                TickSize = TickSize.Cent, MinimumOrderSize = Size.Shares(5), Fees = FeeSchedule.Crypto, Settlement = SettlementRule.TimeWeightedAverage60Seconds,
            },
            Phase = MarketPhase.Making, NextPhaseAt = Opens + Duration.FromSeconds(180), Strike = new OraclePrice(61_000 * OraclePrice.Scale), Underlying = 61_012.5, NotQuoting = Reason.SpreadTooNarrow,
            Up = new OutcomeView(Size.Shares(20), Size.Shares(10), Size.Shares(20), new Money(9_300_000), Price.Cents(46), Price.Cents(49)),
            Down = new OutcomeView(Size.Zero, Size.Zero, Size.Zero, Money.Zero, Price.Cents(51), Price.Cents(54)),
            UnrealizedPnl = new Money(-100_000),
            LiveOrders =
            [
                Live(17, Outcome.Up, Side.Buy, Price.Cents(46)),
                Live(18, Outcome.Down, Side.Buy, Price.Cents(51)),
            ],
        },
        new BookSnapshot(Outcome.Up, 1, [new BookLevel(Price.Cents(46), Size.Shares(30)), new BookLevel(Price.Cents(45), Size.Shares(80))], [new BookLevel(Price.Cents(49), Size.Shares(25)), new BookLevel(Price.Cents(50), Size.Shares(60))]),
        new BookSnapshot(Outcome.Down, 1, [], []), default,
        [new SeatView(new MarketId(0), new BotId(0), Size.Shares(20), Size.Zero, new Money(9_300_000), Money.Zero, Size.Zero, Money.Zero, new Money(-100_000), Money.Zero, Money.Zero, Money.Dollars(9), 1, Reason.SpreadTooNarrow)]);

    private static LiveOrder Live(long intent, Outcome outcome, Side side, Price price) =>
        new(new IntentId(intent), new MarketId(0), new BotId(0), OrderState.Live, OrderPurpose.Entry, OrderType.Gtc, outcome, side, price, Size.Shares(10), Size.Zero, Size.Shares(10), Now);

    private static OrderSnapshot Order(long intent, OrderState state, Reason reason) => new()
    {
        Intent = new IntentId(intent), Slug = Slug, Bot = new BotId(0), Purpose = OrderPurpose.Entry, Type = OrderType.Gtc, Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(46), Size = Size.Shares(10),
        State = state, Reason = reason, Placed = Now, Updated = Now, AnsweredAfter = Duration.FromMilliseconds(intent),
    };

    private static ClosedWindowSnapshot Closed(int windows, long micros) => new(
        $"btc-updown-5m-{Opens.Seconds + (windows * 300)}", Opens + Duration.FromSeconds(windows * 300), Opens + Duration.FromSeconds((windows + 1) * 300), Outcome.Up, new Money(micros), Money.Zero, Size.Zero, null, Now);
}
