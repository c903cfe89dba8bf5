using FsCheck;
using FsCheck.Fluent;

namespace PolyCloud.Dashboard.Figures;

public sealed class HistogramTests
{
    [Fact]
    public void Every_value_is_in_one_bin() => Prop.ForAll<int[]>(static values =>
        Histogram.Even([.. values.Select(static value => (decimal)value)]).Counts.Sum() == values.Length
        && Histogram.Logarithmic([.. values.Select(static value => Math.Abs((long)value))]).Counts.Sum() == values.Length).QuickCheckThrowOnFailure();

    [Fact]
    public void Latencies_fall_between_one_two_and_five()
    {
        var bins = Histogram.Logarithmic([1_500, 2_100, 4_900, 5_000]);
        Assert.Equal(["1.0 ms", "2.0 ms", "5.0 ms", "10.0 ms"], bins.Labels.Concat(["10.0 ms"]).Distinct());
        Assert.Equal([1, 2, 1], bins.Counts.Take(3));
    }

    [Fact]
    public void Equal_values_make_one_bin() => Assert.Equal([3], Histogram.Even([2, 2, 2]).Counts);
}
