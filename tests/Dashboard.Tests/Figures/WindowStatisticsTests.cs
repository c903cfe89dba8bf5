using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

public sealed class WindowStatisticsTests
{
    [Fact]
    public void Windows_without_a_result_do_not_count()
    {
        var statistics = WindowStatistics.Of(Windows(2, 0, -1));
        Assert.Equal((2, 1, 50m, 2m), (statistics.Windows, statistics.Won, statistics.WinPercent, statistics.ProfitFactor!.Value));
    }

    [Fact]
    public void Too_few_windows_say_nothing_about_risk() => Assert.Null(WindowStatistics.Of(Windows(1, 2, 3, 4)).ReturnToRisk);

    [Fact]
    public void Return_to_risk_is_the_mean_by_the_sample_deviation() => Assert.Equal(3 / Math.Sqrt(2.5), WindowStatistics.Of(Windows(1, 2, 3, 4, 5)).ReturnToRisk!.Value, 9);

    [Fact]
    public void Nothing_is_shown_of_nothing()
    {
        var none = WindowStatistics.Of([]);
        Assert.Equal((0, 0m), (none.Windows, none.WinPercent));
        Assert.Null(none.ProfitFactor);
    }

    private static List<ClosedWindowSnapshot> Windows(params int[] dollars) =>
        [.. dollars.Select(static amount => new ClosedWindowSnapshot("w", default, default, Outcome.Up, Money.Dollars(amount), Money.Zero, Size.Zero, null, default))];
}
