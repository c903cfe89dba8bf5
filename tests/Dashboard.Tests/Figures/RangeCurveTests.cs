using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Dashboard.Scene;
using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Figures;

public sealed class RangeCurveTests
{
    private static readonly Timestamp Begin = Timestamp.FromSeconds(1_773_273_600);

    private static readonly Timestamp Later = Begin + Duration.FromSeconds(400 * 86_400L);

    [Fact]
    public void Hours_of_bots_add_up_and_one_that_did_not_run_keeps_what_it_had()
    {
        var curve = RangeCurve.OfHours([[Hour(0, 2, 102), Hour(2, -1, 101)], [Hour(1, 5, 55)]], Later);
        Assert.Equal([0, 2, 7, 6], curve.Select(static point => point.Realized.Micros / 1_000_000));
        Assert.Equal([0, 2, 7, 6], curve.Select(static point => point.Total.Micros / 1_000_000));
        Assert.Equal([0, 3_600, 7_200, 10_800], curve.Select(static point => point.At.Seconds - Begin.Seconds));
    }

    [Fact]
    public void An_open_result_shows_in_the_total_before_it_is_realised()
    {
        var curve = RangeCurve.OfHours([[Hour(0, 0, 100), Hour(1, 0, 97), Hour(2, -3, 97)]], Later);
        Assert.Equal([0, 0, 0, -3], curve.Select(static point => point.Realized.Micros / 1_000_000));
        Assert.Equal([0, 0, -3, -3], curve.Select(static point => point.Total.Micros / 1_000_000));
    }

    [Fact]
    public void The_hour_that_is_not_over_ends_now()
    {
        var now = Begin + Duration.FromSeconds(5_000);
        Assert.Equal(now, RangeCurve.OfHours([[Hour(0, 1, 101), Hour(1, 1, 102)]], now)[^1].At);
    }

    [Fact]
    public void A_deposit_is_no_result_of_a_day()
    {
        var day = new StoredDay(Begin, Money.Dollars(1), Money.Zero, Money.Zero, Money.Zero, 1, 1, 0, 1, Money.Dollars(100), Money.Dollars(1_101));
        var view = new StoredView(HistoryRange.Named("year")!, new StoredSpan(StoredSpan.Empty.Hours, [day], StoredSpan.Empty.Bars), Later, "");
        Assert.Equal(Money.Dollars(1), RangeCurve.Of(view)[^1].Total);
        Assert.Equal(1m, RangeReturn.Of(view)[0].Points[^1].ReturnPercent);
    }

    [Fact]
    public void Nothing_stored_is_no_curve()
    {
        Assert.Empty(RangeCurve.Of(new StoredView(HistoryRange.Named("24h")!, null, Later, "")));
        Assert.Empty(RangeReturn.Of(new StoredView(HistoryRange.Named("year")!, StoredSpan.Empty, Later, "")));
    }

    [Fact]
    public void The_curve_ends_at_the_sum_of_what_its_hours_realised() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        static earned =>
        {
            var hours = earned.Select(static (dollars, hour) => Hour(hour, dollars % 1_000, 0)).ToList();
            var curve = RangeCurve.OfHours([hours], Later);
            return earned.Length == 0 ? curve.Count == 0 : curve[^1].Realized == new Money(hours.Sum(static hour => hour.Realized.Micros));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Longer_bars_lose_no_high_and_no_low()
    {
        var bars = SampleSpan.Of().Bars["btc"];
        var fewer = BarThinning.Of(bars, 50);
        Assert.True(fewer.Count <= 50);
        Assert.Equal((bars.Max(static bar => bar.High.Micros), bars.Min(static bar => bar.Low.Micros)), (fewer.Max(static bar => bar.High.Micros), fewer.Min(static bar => bar.Low.Micros)));
        Assert.Equal((bars[0].Open, bars[^1].Close, bars[0].Begin), (fewer[0].Open, fewer[^1].Close, fewer[0].Begin));
    }

    private static StoredHour Hour(int number, int earned, int equity) =>
        new(Begin + Duration.FromSeconds(number * 3_600L), Money.Dollars(earned), Money.Zero, Money.Zero, 0, Money.Dollars(equity));
}
