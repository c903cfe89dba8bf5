using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.CostlyGotchas;

/// <summary>A matched trade may settle a minute later, be retried, or fail: what is not confirmed is not sold, and a failure undoes exactly its own effect.</summary>
public sealed class Gotcha04MatchedIsNotSettledTests : IDisposable
{
    private readonly NodeWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Nothing_is_sold_that_is_only_matched()
    {
        var node = _world.Node();
        var seen = 0;
        _ = _world.RunUntil(node, _world.LastCloses, () =>
        {
            foreach (var market in node.Driver.Engine.ActiveMarkets)
            {
                var view = node.Driver.Engine.View(market);
                foreach (var (outcome, side) in new[] { (Outcome.Up, view.Up), (Outcome.Down, view.Down) })
                {
                    var selling = view.LiveOrders.Where(order => order.Outcome == outcome && order.Side == Side.Sell).Sum(order => order.Remaining.Units);
                    Assert.True(selling <= Math.Max(side.Confirmed.Units, 0), $"{_world.World.Now}: sells {selling} of {side.Confirmed.Units} confirmed");
                    seen += side.Provisional > side.Confirmed ? 1 : 0;
                }
            }

            return false;
        });
        Assert.True(seen > 0, "nothing was ever matched and not confirmed: this run proves nothing");
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void Trades_that_all_fail_leave_no_position_no_profit_and_no_loss()
    {
        var node = _world.Node();
        _world.Venue.Faults.SwitchOn("trade-failure");
        _world.RunToEnd(node);
        var matched = Trades(FillStatus.Matched);
        Assert.NotEmpty(matched);
        Assert.Subset(Trades(FillStatus.Failed), matched);
        Assert.DoesNotContain(_world.Seen.Fills, fill => fill.Status == FillStatus.Confirmed);
        Assert.Equal((Money.Zero, Size.Zero), (node.Driver.Engine.Totals.RealizedPnl, node.Driver.Engine.Totals.PositionAtResolution));
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void Trades_that_are_retried_are_counted_once()
    {
        var node = _world.Node();
        _world.Venue.Faults.SwitchOn("trade-retry");
        _world.RunToEnd(node);
        Assert.NotEmpty(Trades(FillStatus.Confirmed));
        Assert.Equal(Trades(FillStatus.Matched), Trades(FillStatus.Confirmed));
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    private SortedSet<Guid> Trades(FillStatus status) => [.. _world.Seen.Fills.Where(fill => fill.Status == status).Select(fill => fill.Trade)];
}
