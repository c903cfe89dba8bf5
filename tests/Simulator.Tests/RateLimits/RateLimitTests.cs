using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.RateLimits;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.RateLimits;

public sealed class RateLimitTests
{
    [Fact]
    public void Without_limits_nothing_is_told_and_nothing_refused()
    {
        var (venue, key) = Trading(new RateLimitOptions());
        Assert.All(Enumerable.Range(0, 500), _ => Assert.Null(CancelAll(venue, key).Headers));
    }

    [Fact]
    public void A_signer_places_its_burst_and_then_waits_for_the_refill()
    {
        var (venue, key) = Trading(new RateLimitOptions { PerSigner = true });
        for (var order = 0; order < 60; order++)
        {
            Assert.Equal(200, Place(venue, key, 1).Status);
        }

        var refused = Place(venue, key, 1);
        Assert.Equal((429, 1), (refused.Status, refused.RetryAfterSeconds));
        Assert.Equal(("0", "Standard"), (Header(refused, "Remaining"), Header(refused, "Tier")));
        venue.Wait(1_000);
        Assert.Equal("39", Header(Place(venue, key, 1), "Remaining"));
    }

    [Fact]
    public void A_batch_costs_its_orders_all_or_nothing()
    {
        var (venue, key) = Trading(new RateLimitOptions { PerSigner = true });
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(200, Place(venue, key, 15).Status));
        Assert.Equal(200, Place(venue, key, 10).Status);
        Assert.Equal(429, Place(venue, key, 10).Status);
        Assert.Equal("0", Header(Place(venue, key, 5), "Remaining"));
    }

    [Fact]
    public void Cancelling_all_may_leave_a_debt_that_blocks_the_next_cancels()
    {
        var (venue, key) = Trading(new RateLimitOptions { PerSigner = true, Tier = SignerTier.Standard });
        Rest(venue, key, 150);
        var swept = CancelAll(venue, key);
        Assert.Equal((200, "-31"), (swept.Status, Header(swept, "Remaining")));
        var refused = CancelAll(venue, key);
        Assert.Equal((429, 1), (refused.Status, refused.RetryAfterSeconds));
        venue.Wait(400);
        Assert.Equal(200, CancelAll(venue, key).Status);
    }

    [Fact]
    public void A_high_tier_never_owes()
    {
        var (venue, key) = Trading(new RateLimitOptions { PerSigner = true, Tier = SignerTier.Platinum });
        Rest(venue, key, 150);
        Assert.Equal("1199", Header(CancelAll(venue, key), "Remaining"));
        Assert.Equal("Platinum", venue.Call(key, "GET", "/v1/user/rate-limit-tier").Body.GetProperty("tier").GetString());
    }

    [Fact]
    public void In_warning_mode_the_limit_is_told_and_not_enforced()
    {
        var (venue, key) = Trading(new RateLimitOptions { PerSigner = true, WarnOnly = true });
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(200, Place(venue, key, 15).Status));
        Assert.NotNull(Header(Place(venue, key, 1), "Warning"));
    }

    [Fact]
    public void Over_a_window_a_request_is_first_delayed_and_then_refused()
    {
        var (venue, _) = Trading(new RateLimitOptions { PerAddress = true, WindowScale = 0.1 });

        // 10 in ten seconds, and one more that waits.
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(200, venue.TryCall("GET", "/ok")!.Value.Status));
        VenueResponse? late = null;
        venue.Venue.Handle(venue.Now, new VenueRequest { Service = PolyCloud.Polymarket.Http.VenueService.Clob, Method = "GET", Path = "/ok" }, answer => late = answer);
        Assert.Null(late);
        venue.Wait(250);
        Assert.Equal(200, late!.Value.Status);
        var refused = venue.TryCall("GET", "/ok")!.Value;
        Assert.Equal(429, refused.Status);
        Assert.InRange(refused.RetryAfterSeconds, 1, 10);
        Assert.Equal(200, venue.TryCall("GET", "/time")!.Value.Status);
        venue.Wait(20_000);
        Assert.Equal(200, venue.TryCall("GET", "/ok")!.Value.Status);
    }

    private static (TestVenue Venue, TestKey Key) Trading(RateLimitOptions limits)
    {
        var venue = new TestVenue(TestVenue.Instant with { RateLimits = limits });
        return (venue, venue.OpenKey(TestWallet.First));
    }

    private static void Rest(TestVenue venue, TestKey key, int orders)
    {
        for (var placed = 0; placed < orders; placed += 10)
        {
            Assert.Equal(200, Place(venue, key, 10).Status);
            venue.Wait(1_000);
        }
    }

    private static VenueResponse Place(TestVenue venue, TestKey key, int orders)
    {
        var bodies = Enumerable.Range(0, orders).Select(_ => TestVenue.Body(key, venue.Order(key.Wallet, TestVenue.UpToken, Side.Buy, 1, 5))).ToList();
        return orders == 1
            ? venue.TryCall(key, "POST", "/order", bodies[0])!.Value
            : venue.TryCall(key, "POST", "/orders", $"[{string.Join(',', bodies)}]")!.Value;
    }

    private static VenueResponse CancelAll(TestVenue venue, TestKey key) => venue.TryCall(key, "DELETE", "/cancel-all")!.Value;

    private static string? Header(VenueResponse response, string name) =>
        response.Headers?.FirstOrDefault(header => header.Key == "Poly-RateLimit-" + name).Value;
}
