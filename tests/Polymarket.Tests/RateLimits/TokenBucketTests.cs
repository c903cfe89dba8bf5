using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.RateLimits;

public sealed class TokenBucketTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_793_491_200);

    [Fact]
    public void It_starts_full_refills_at_its_rate_and_never_beyond_its_burst()
    {
        var bucket = new TokenBucket(40, 60);
        Assert.True(bucket.TryTake(Start, 60));
        Assert.False(bucket.TryTake(Start, 1));
        Assert.False(bucket.TryTake(Start + new Duration(24_999), 1));
        Assert.True(bucket.TryTake(Start + new Duration(25_000), 1));
        Assert.Equal(60, bucket.Available(Start + Duration.FromSeconds(1000)));
    }

    [Fact]
    public void It_may_go_negative_and_must_then_be_filled_again_first()
    {
        var bucket = new TokenBucket(80, 120);
        bucket.Charge(Start, 200);
        Assert.Equal(-80, bucket.Available(Start));
        Assert.Equal(Start + new Duration(1_012_500), bucket.AvailableAt(Start, 1));
        Assert.False(bucket.TryTake(Start + new Duration(1_012_499), 1));
        Assert.True(bucket.TryTake(Start + new Duration(1_012_500), 1));
    }

    [Fact]
    public void A_refusal_empties_it_for_as_long_as_the_venue_asks()
    {
        var bucket = new TokenBucket(40, 60);
        bucket.Refused(Start, Duration.FromSeconds(2));
        Assert.False(bucket.TryTake(Start + new Duration(1_999_999), 1));
        Assert.Equal(Start + Duration.FromSeconds(2), bucket.AvailableAt(Start, 1));
        Assert.True(bucket.TryTake(Start + Duration.FromSeconds(2), 1));
    }

    [Fact]
    public void A_clock_that_steps_back_brings_no_tokens()
    {
        var bucket = new TokenBucket(1, 1);
        Assert.True(bucket.TryTake(Start, 1));
        Assert.False(bucket.TryTake(Start - Duration.FromSeconds(10), 1));
        Assert.False(bucket.TryTake(Start, 1));
    }

    /// <summary>Over any span no more is taken than the burst and what flowed in, whatever the pattern of asking.</summary>
    [Fact]
    public void No_pattern_of_asking_gets_more_than_burst_and_rate() =>
        Prop.ForAll(Gen.Choose(0, 50_000).ListOf().ToArbitrary(), pauses =>
        {
            var bucket = new TokenBucket(40, 60);
            var now = Start;
            var taken = 0;
            foreach (var pause in pauses)
            {
                now += new Duration(pause);
                taken += bucket.TryTake(now, 1) ? 1 : 0;
            }

            return taken <= 60 + ((now - Start).Micros * 40 / 1_000_000);
        }).QuickCheckThrowOnFailure();
}
