using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Reports;

public sealed class RiskViewTests
{
    [Fact]
    public void Open_orders_count_as_if_they_filled()
    {
        var harness = new EngineHarness();
        harness.Quote();
        var view = harness.Engine.RiskView;
        var order = Assert.Single(harness.Engine.LiveOrders());
        var exposure = Assert.Single(view.Markets);
        Assert.Equal(order.Size, exposure.WorstNet);
        Assert.Equal(Money.Notional(order.Price, order.Size, Rounding.Up), view.Committed);
        Assert.Equal(view.Committed, Assert.Single(view.CommittedByBot));
        Assert.Equal(view.Committed, exposure.OpenNotional);
    }

    [Fact]
    public void A_loss_lowers_equity_and_the_day_and_leaves_the_peak()
    {
        var harness = new EngineHarness();
        harness.Enter();
        harness.WaitUntil(harness.Spec.Closes + Duration.FromSeconds(55));
        harness.Settle(Outcome.Down);
        var view = harness.Engine.RiskView;
        Assert.Equal(new Money(-4_800_000), view.Today);
        Assert.Equal(harness.Engine.Options.Risk.Capital, view.Peak);
        Assert.Equal(view.Peak + view.Today, view.Equity);
    }

    [Fact]
    public void The_seat_holds_what_its_bot_bought_and_the_market_tells_when_its_phase_ends()
    {
        var harness = new EngineHarness();
        harness.Enter();
        var seat = Assert.Single(harness.Engine.SeatsOf(harness.Market));
        Assert.Equal((Size.Shares(10), Size.Zero), (seat.Net, seat.CompleteSets));
        var view = harness.Engine.View(harness.Market);
        Assert.True(view.NextPhaseAt > harness.Now && view.NextPhaseAt < harness.Spec.Closes);
        Span<BookLevel> levels = new BookLevel[4];
        Assert.True(harness.Engine.CopyLevels(harness.Market, Outcome.Up, Side.Buy, levels) > 0);
        Assert.Equal(view.Up.BestBid, levels[0].Price);
    }
}
