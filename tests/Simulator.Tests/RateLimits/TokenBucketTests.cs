using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.RateLimits;

namespace PolyCloud.Simulator.Tests.RateLimits;

public sealed class TokenBucketTests
{
    [Fact]
    public void After_the_time_it_names_the_tokens_are_there_and_a_moment_before_they_are_not() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 600).Zip(Gen.Choose(1, 900)).Zip(Gen.Choose(0, 2_000)).ToArbitrary(), sample =>
        {
            var ((rate, burst), taken) = sample;
            var bucket = new TokenBucket(rate, burst, new Timestamp(5));
            bucket.Take(new Timestamp(5), taken);
            var wait = bucket.Until(new Timestamp(5), 1);
            return bucket.Has(new Timestamp(5) + wait, 1) && (wait == Duration.Zero || !new TokenBucketAt(rate, burst, taken).Has(wait - new Duration(1)));
        }));

    [Fact]
    public void It_never_holds_more_than_its_burst()
    {
        var bucket = new TokenBucket(40, 60, default);
        Assert.Equal(60, bucket.Tokens(Timestamp.FromSeconds(1_000_000)));
    }

    /// <summary>A fresh bucket with the same past, because asking refills.</summary>
    private readonly record struct TokenBucketAt(int Rate, int Burst, int Taken)
    {
        public bool Has(Duration after)
        {
            var bucket = new TokenBucket(Rate, Burst, new Timestamp(5));
            bucket.Take(new Timestamp(5), Taken);
            return bucket.Has(new Timestamp(5) + after, 1);
        }
    }
}
