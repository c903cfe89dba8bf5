using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class ObservationRingTests
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    [Fact]
    public void It_sums_exactly_what_was_observed_after_days()
    {
        var ring = new ObservationRing(Second, Duration.FromSeconds(5));
        for (var second = 0; second < 300_000; second++)
        {
            ring.Observe(PriceOf(second), Timestamp.FromSeconds(second));
        }

        Assert.True(ring.TrySum(299_940, 299_999, out var sum));
        Assert.Equal(Enumerable.Range(299_940, 60).Sum(second => PriceOf(second).ToDouble()), sum, 1e-6);
        Assert.True(ring.TrySum(299_999, 299_999, out var one));
        Assert.Equal(PriceOf(299_999).ToDouble(), one, 1e-6);
    }

    [Fact]
    public void Missed_observations_are_bridged_by_a_straight_line_once_the_next_is_known()
    {
        var ring = new ObservationRing(Second, Duration.FromSeconds(5));
        ring.Observe(Dollars(100), Timestamp.FromSeconds(10));
        ring.Observe(Dollars(140), Timestamp.FromSeconds(14));
        Assert.True(ring.TrySum(10, 14, out var sum));
        Assert.Equal(100 + 110 + 120 + 130 + 140, sum, 9);
        Assert.False(ring.TryExact(12, out _));
        Assert.True(ring.TryExact(14, out var exact));
        Assert.Equal(Dollars(140), exact);
    }

    [Fact]
    public void A_longer_gap_makes_the_sums_over_it_unknown_and_no_others()
    {
        var ring = new ObservationRing(Second, Duration.FromSeconds(5));
        ring.Observe(Dollars(100), Timestamp.FromSeconds(10));
        ring.Observe(Dollars(100), Timestamp.FromSeconds(17));
        ring.Observe(Dollars(100), Timestamp.FromSeconds(18));
        Assert.False(ring.TrySum(10, 18, out _));
        Assert.False(ring.TrySum(16, 17, out _));
        Assert.True(ring.TrySum(17, 18, out _));
        Assert.True(ring.TrySum(10, 10, out _));
    }

    [Fact]
    public void The_first_price_of_a_slot_counts_and_late_ones_change_nothing()
    {
        var ring = new ObservationRing(Second, Duration.FromSeconds(5));
        ring.Observe(Dollars(100), Timestamp.FromMilliseconds(10_200));
        ring.Observe(Dollars(300), Timestamp.FromMilliseconds(10_900));
        ring.Observe(Dollars(120), Timestamp.FromSeconds(12));
        ring.Observe(Dollars(900), Timestamp.FromSeconds(11));
        Assert.True(ring.TrySum(10, 12, out var sum));
        Assert.Equal(330, sum, 9);
        Assert.Equal(12, ring.Newest);
    }

    [Fact]
    public void What_is_no_longer_or_not_yet_kept_is_unknown()
    {
        var ring = new ObservationRing(Second, Duration.FromSeconds(5));
        Assert.False(ring.TrySum(1, 1, out _));
        for (var second = 0; second < 1_000; second++)
        {
            ring.Observe(Dollars(100), Timestamp.FromSeconds(second));
        }

        Assert.False(ring.TrySum(700, 760, out _));
        Assert.False(ring.TrySum(990, 1_000, out _));
        Assert.False(ring.TryExact(700, out _));
        Assert.True(ring.TrySum(750, 999, out _));
        ring.Observe(Dollars(100), Timestamp.FromSeconds(5_000));
        Assert.False(ring.TrySum(990, 999, out _));
        Assert.True(ring.TrySum(5_000, 5_000, out _));
    }

    private static OraclePrice PriceOf(int second) => new(((Int128)6_000_000 + (second * 7919L % 10_007)) * (OraclePrice.Scale / 100));

    private static OraclePrice Dollars(int dollars) => new(dollars * OraclePrice.Scale);
}
