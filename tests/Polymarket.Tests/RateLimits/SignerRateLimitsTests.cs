using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.RateLimits;

public sealed class SignerRateLimitsTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_793_491_200);

    [Fact]
    public void Placements_may_not_touch_the_cancels_reserve_but_cancels_may()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        for (var cancel = 0; cancel < 100; cancel++)
        {
            Assert.True(limits.TryTakeCancel(Start));
        }

        Assert.False(limits.TryTakeOrder(Start));
        for (var cancel = 0; cancel < 20; cancel++)
        {
            Assert.True(limits.TryTakeCancel(Start));
        }

        Assert.False(limits.TryTakeCancel(Start));
        Assert.True(limits.TryTakeOrder(limits.NextCancel(Start) + Duration.FromMilliseconds(300)));
    }

    [Fact]
    public void A_sweep_is_never_held_back_and_blocks_later_cancels()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.ChargeSweep(Start, 201);
        Assert.False(limits.TryTakeCancel(Start + Duration.FromSeconds(1)));
        Assert.True(limits.TryTakeCancel(Start + new Duration(1_025_000)));
    }

    [Fact]
    public void A_refused_cancel_holds_placements_back_too()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.CancelRefused(Start, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 429 });
        Assert.False(limits.TryTakeOrder(Start + Duration.FromMilliseconds(999)));
        Assert.False(limits.TryTakeCancel(Start + Duration.FromMilliseconds(999)));
        Assert.True(limits.TryTakeCancel(Start + Duration.FromSeconds(1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(120)]
    public void A_reserve_outside_the_bucket_is_refused(int reserve) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignerRateLimits(new SignerRateLimitOptions { CancelReserve = reserve }));
}
