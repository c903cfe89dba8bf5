using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel.Tests.Publishing;

public sealed class PnlCurveKeeperTests
{
    [Fact]
    public void A_long_run_keeps_its_beginning_its_end_and_a_bounded_number_of_points()
    {
        var keeper = new PnlCurveKeeper();
        const int Seconds = 100_000;
        for (var second = 0; second <= Seconds; second++)
        {
            keeper.Take(At(second * 1000));
            Assert.True(keeper.Copy().Count <= PnlCurveKeeper.MaximumPoints);
        }

        var curve = keeper.Copy();
        Assert.Equal(0, curve[0].At.Seconds);
        Assert.Equal(Seconds, curve[^1].At.Seconds);
        Assert.True(curve.Count > PnlCurveKeeper.MaximumPoints / 3);
        Assert.Equal(curve.OrderBy(point => point.At.Micros), curve);
    }

    [Fact]
    public void The_last_point_follows_the_present_between_two_kept_ones()
    {
        var keeper = new PnlCurveKeeper();
        foreach (var millisecond in new[] { 0, 100, 200, 300 })
        {
            keeper.Take(At(millisecond));
        }

        Assert.Equal([0L, 300L], keeper.Copy().Select(point => point.At.Milliseconds));
    }

    private static PnlPoint At(long milliseconds) => new(Timestamp.FromMilliseconds(milliseconds), new Money(milliseconds), Money.Zero);
}
