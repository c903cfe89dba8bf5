using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.RateLimits;

public sealed class IpRateLimitsTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_793_491_200);

    [Fact]
    public void A_family_that_is_used_up_leaves_the_others_alone()
    {
        var limits = new IpRateLimits(new IpRateLimitOptions());
        for (var call = 0; call < 50; call++)
        {
            Assert.True(limits.TryTake(Start, Get("/balance-allowance/update?asset_type=COLLATERAL")));
        }

        Assert.False(limits.TryTake(Start, Get("/balance-allowance/update?asset_type=COLLATERAL")));
        Assert.True(limits.TryTake(Start, Get("/balance-allowance?asset_type=COLLATERAL")));
        Assert.True(limits.TryTake(limits.RoomAt(Start, Get("/balance-allowance/update")), Get("/balance-allowance/update")));
    }

    [Fact]
    public void A_path_that_only_begins_alike_is_another_family()
    {
        var limits = new IpRateLimits(new IpRateLimitOptions { Rules = [new IpRateRule(VenueService.Clob, "POST", "/order", 1, Duration.FromSeconds(10))] });
        Assert.True(limits.TryTake(Start, Get("/order") with { Method = "POST" }));
        Assert.False(limits.TryTake(Start, Get("/order") with { Method = "POST" }));
        Assert.True(limits.TryTake(Start, Get("/orders") with { Method = "POST" }));
        Assert.True(limits.TryTake(Start, Get("/order") with { Method = "DELETE" }));
    }

    [Fact]
    public void The_long_window_binds_a_caller_that_the_short_one_lets_through()
    {
        var family = new IpRateLimits(new IpRateLimitOptions()).Family(VenueService.Clob, "DELETE", "/cancel-all");
        var taken = 0;
        for (var second = 0; second < 600; second++)
        {
            for (var call = 0; call < 20; call++)
            {
                taken += family.TryTake(Start + Duration.FromSeconds(second)) ? 1 : 0;
            }
        }

        Assert.Equal(6_000, taken);
    }

    private static HttpCall Get(string path) => new() { Id = 1, Service = VenueService.Clob, Method = "GET", PathAndQuery = path };
}
