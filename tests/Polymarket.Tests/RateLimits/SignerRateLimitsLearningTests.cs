using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.RateLimits;

public sealed class SignerRateLimitsLearningTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_793_491_200);

    [Fact]
    public void A_tier_told_by_the_venue_sets_rate_and_burst()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.LearnFromOrder(Start, RateLimitHeaders.None with { Tier = "gold" });
        var later = Start + Duration.FromSeconds(10);
        var placed = 0;
        while (limits.TryTakeOrder(later))
        {
            placed++;
        }

        Assert.Equal(600, placed);
        Assert.Equal(1_200, limits.TakeCancels(later, 5_000));
    }

    [Fact]
    public void A_tier_nobody_knows_changes_nothing()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.LearnFromOrder(Start, RateLimitHeaders.None with { Tier = "Unobtainium" });
        Assert.Equal(120, limits.TakeCancels(Start, 5_000));
    }

    [Fact]
    public void A_smaller_rest_told_by_the_venue_counts_and_a_larger_one_does_not()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.LearnFromCancel(Start, RateLimitHeaders.None with { Remaining = 25 });
        limits.LearnFromCancel(Start, RateLimitHeaders.None with { Remaining = 100 });
        Assert.Equal(25, limits.TakeCancels(Start, 5_000));
    }

    [Fact]
    public void A_warning_means_that_the_budget_is_used_up()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.LearnFromOrder(Start, RateLimitHeaders.None with { IsWarning = true });
        Assert.False(limits.TryTakeOrder(Start));
        Assert.True(limits.TryTakeCancel(Start));
    }

    [Fact]
    public void A_debt_says_when_the_next_cancel_can_go_out()
    {
        var limits = new SignerRateLimits(new SignerRateLimitOptions());
        limits.LearnFromCancel(Start, RateLimitHeaders.None with { Remaining = -400 });
        var debt = limits.Debt(Start);
        Assert.True(debt.IsOwed);
        Assert.Equal(Start + new Duration(5_012_500), debt.PayableAt);
        Assert.True(limits.TryTakeCancel(debt.PayableAt));
    }

    [Theory]
    [InlineData("17", "3", 17L, 3)]
    [InlineData("-4", "1793491230", -4L, 30)]
    [InlineData("12.5", "1793491230500", 12L, 31)]
    [InlineData("", "soon", null, 0)]
    public void Its_headers_are_read_as_spans_or_as_moments(string remaining, string reset, long? expected, int seconds)
    {
        var read = RateLimitHeaders.Read(remaining, reset, " Silver ", null, Start.Seconds);
        Assert.Equal(expected, read.Remaining);
        Assert.Equal(seconds, read.ResetSeconds);
        Assert.Equal("Silver", read.Tier);
        Assert.False(read.IsWarning);
    }

    /// <summary>Whatever is placed, the reserve of cancels stays: twenty cancels can always go out at once.</summary>
    [Fact]
    public void Placing_never_uses_the_reserve_of_cancels() =>
        Prop.ForAll(Gen.Choose(0, 3).ListOf().ToArbitrary(), steps =>
        {
            var limits = new SignerRateLimits(new SignerRateLimitOptions());
            var now = Start;
            foreach (var step in steps)
            {
                now += new Duration(step * 2_000);
                if (limits.TryTakeOrder(now) && limits.Debt(now).IsOwed)
                {
                    return false;
                }

                if (step == 3 && limits.TryTakeOrder(now))
                {
                    limits.TakeCancels(now, 40);
                    limits.ChargeSweep(now, 30);
                }
            }

            // A placement that is let through leaves the reserve behind.
            return !limits.TryTakeOrder(now) || limits.TakeCancels(now, 20) == 20;
        }).QuickCheckThrowOnFailure();
}
