using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Tests.Publishing;

public sealed class SnapshotPublisherTests : IDisposable
{
    private readonly QuotingNode _node = new();
    private readonly SnapshotBoard _board = new(TradingSnapshot.Before(QuotingNode.Opens, "0"), static problem => throw problem);
    private readonly SnapshotPublisher _publisher;
    private long _ticks;

    public SnapshotPublisherTests() => _publisher = new SnapshotPublisher(_board, _node.Activity, () => _ticks);

    public void Dispose() => _node.Dispose();

    [Fact]
    public void A_quoting_market_shows_its_books_its_phase_its_order_and_no_reason()
    {
        var placed = _node.Quote();
        var snapshot = Publish();
        var market = Assert.Single(snapshot.Markets);
        Assert.Equal((QuotingNode.Spec.Slug, MarketPhase.Making, true), (market.Id, market.View.Phase, market.IsQuoting));
        Assert.Equal(new BookLevel(Price.Cents(48), Size.Shares(200)), Assert.Single(market.Up.Bids));
        Assert.Equal(new BookLevel(Price.Cents(52), Size.Shares(200)), Assert.Single(market.Down.Asks));
        Assert.Equal(QuotingNode.Opens + Duration.FromSeconds(180), market.View.NextPhaseAt);
        Assert.Equal(60_000, market.View.Underlying);
        var order = Assert.Single(snapshot.LiveOrders);
        Assert.Equal((placed.Intent, QuotingNode.Spec.Slug, OrderState.PendingPlace, placed.Price), (order.Intent, order.Slug, order.State, order.Price));
        Assert.Null(order.AnsweredAfter);
        Assert.Equal(BotState.Active, Assert.Single(snapshot.Bots).View.State);
        Assert.Equal(WorkerActivity.Trading, snapshot.Worker.Activity);
        Assert.All(snapshot.Worker.Feeds, static feed => Assert.True(feed.IsHealthy, feed.Feed.ToString()));
    }

    [Fact]
    public void The_venues_answer_tells_how_long_it_took_and_a_refusal_keeps_its_reason()
    {
        var placed = _node.Quote();
        _node.Now += Duration.FromMilliseconds(40);
        _node.Report(placed.Intent, OrderReportKind.Rejected, Reason.RejectedPostOnlyWouldCross);
        var snapshot = Publish();
        var order = snapshot.RecentOrders.Single(order => order.Intent == placed.Intent);
        Assert.Equal((OrderState.Rejected, Reason.RejectedPostOnlyWouldCross, Duration.FromMilliseconds(40)), (order.State, order.Reason, order.AnsweredAfter!.Value));
        Assert.Equal(1, snapshot.Latency.OrderAnswer.Count);
        Assert.InRange(snapshot.Latency.OrderAnswer.P50Micros, 39_000, 43_000);
    }

    [Fact]
    public void A_fill_is_one_row_at_its_last_status_and_moves_position_risk_and_curve()
    {
        var placed = _node.Quote();
        _node.Report(placed.Intent, OrderReportKind.Live);
        _node.Fill(placed, FillStatus.Matched);
        _node.Fill(placed, FillStatus.Confirmed);
        var snapshot = Publish();
        var fill = Assert.Single(snapshot.RecentFills);
        Assert.Equal((FillStatus.Confirmed, new BotId(0), placed.Size), (fill.Fill.Status, fill.Bot!.Value, fill.Fill.Size));
        var market = Assert.Single(snapshot.Markets);
        Assert.True(market.HasPosition);
        Assert.Equal(placed.Size, Assert.Single(market.Seats).Net.Magnitude);
        Assert.Equal(10m, Gauge(snapshot, "maximumNetExposure").Value);
        Assert.Equal(50m, Gauge(snapshot, "maximumNetExposure").Limit);
        Assert.Equal(placed.Size, new Size(snapshot.Risk.Zones.Sum(static zone => zone.Shares.Units)));
        Assert.Equal(market.View.UnrealizedPnl, snapshot.PnlCurve[^1].Unrealized);
        Assert.Equal(1, snapshot.Totals!.Fills);
    }

    [Fact]
    public void A_halt_is_told_with_its_reason_and_every_market_says_why_it_does_not_quote()
    {
        _node.Quote();
        _node.Do(() => _node.Engine.OnHalt(_node.Now, Reason.ManualHalt, _node.Effects));
        var snapshot = Publish();
        Assert.Equal(Reason.ManualHalt, Assert.Single(snapshot.Markets).View.NotQuoting);
        var notice = snapshot.Notices.First(static notice => notice.Reason == Reason.ManualHalt);
        Assert.Equal((NoticeSeverity.Critical, ""), (notice.Severity, notice.Slug));
    }

    [Fact]
    public void A_tripped_breaker_shows_and_says_whom_it_stopped()
    {
        _node.Do(() => _node.Engine.OnBotCommand(_node.Now, new BotCommand(new BotId(0), BotSignal.Pause, Reason.ConsecutiveLosses, _node.Now + Duration.FromSeconds(60)), _node.Effects));
        var breaker = Publish().Risk.Breakers.Single(static breaker => breaker.Name == Reason.ConsecutiveLosses);
        Assert.Equal((true, "b0", _node.Now + Duration.FromSeconds(60)), (breaker.IsTripped, breaker.Scope, breaker.Until));
        Assert.All(Publish().Risk.Breakers.Where(static other => other.Name != Reason.ConsecutiveLosses), static other => Assert.False(other.IsTripped));
    }

    [Fact]
    public void A_settled_window_stays_among_the_closed_ones()
    {
        var placed = _node.Quote();
        _node.Report(placed.Intent, OrderReportKind.Live);
        _node.Fill(placed, FillStatus.Confirmed);
        _node.Do(() => _node.Engine.OnResolution(_node.Now, _node.Market, placed.Outcome, _node.Effects));
        _node.Activity.MarketResolved(_node.Now, _node.Market, QuotingNode.Spec, placed.Outcome);
        var closed = Assert.Single(Publish().ClosedWindows);
        Assert.Equal((QuotingNode.Spec.Slug, placed.Outcome), (closed.Slug, closed.Winner));
        Assert.True(closed.Realized > Money.Zero);
    }

    [Fact]
    public void At_most_ten_snapshots_a_second_are_due()
    {
        var published = 0;
        for (_ticks = 0; _ticks < 20_000_000; _ticks += 10_000)
        {
            if (_publisher.IsDue)
            {
                Publish();
                published++;
            }
        }

        Assert.InRange(published, 18, 20);
    }

    [Fact]
    public void Orders_reports_and_fills_are_noted_without_allocation_and_passed_on()
    {
        var placed = _node.Quote();
        var report = new OrderReport(placed.Intent, OrderReportKind.Live, Size.Zero, Reason.None);
        var fill = _node.Fill(placed, FillStatus.Matched);
        Round(placed, report, fill);
        var told = _node.Next.Told;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Round(placed, report, fill);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(told + 300, _node.Next.Told);
    }

    private void Round(in Effect placed, in OrderReport report, in Fill fill)
    {
        _node.Activity.Decided(_node.Now, placed);
        _node.Activity.Reported(_node.Now, report);
        _node.Activity.Filled(_node.Now, fill);
    }

    private TradingSnapshot Publish()
    {
        _publisher.Publish(_node.Node, new WorkerFacts("0", 7, "live", QuotingNode.Opens, "", null, 0, Duration.Zero, ParametersSnapshot.Empty, [], AlertsSnapshot.None), _node.Now);
        return _board.Current;
    }

    private static RiskGauge Gauge(TradingSnapshot snapshot, string name) => snapshot.Risk.Gauges.Single(gauge => gauge.Name == name);
}
