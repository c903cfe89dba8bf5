using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

public sealed class DrawdownTests
{
    [Fact]
    public void It_is_measured_from_the_highest_result_so_far() =>
        Assert.Equal([0, -2, 0, -5], Drawdown.Of(Curve([3, 1, 4, -1])).Select(static point => point.Below.Micros / Money.Scale));

    [Fact]
    public void A_run_that_only_loses_falls_from_zero() => Assert.Equal(Money.Dollars(-3), Drawdown.Deepest(Curve([-1, -3])));

    [Fact]
    public void It_is_never_positive_and_no_deeper_than_the_range_of_results() => Prop.ForAll<int[]>(static dollars =>
    {
        var below = Drawdown.Of(Curve(dollars)).Select(static point => point.Below.Micros / Money.Scale).ToList();
        var range = (long)dollars.Append(0).Max() - dollars.Append(0).Min();
        return below.TrueForAll(fall => fall <= 0 && fall >= -range);
    }).QuickCheckThrowOnFailure();

    private static List<PnlPoint> Curve(int[] dollars) => [.. dollars.Select(static (amount, second) => new PnlPoint(Timestamp.FromSeconds(second), Money.Dollars(amount), Money.Zero))];
}
