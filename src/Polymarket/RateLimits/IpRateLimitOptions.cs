using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>The venue's limits for an address (documentation, rate-limits, as read in September 2026).</summary>
public sealed record IpRateLimitOptions
{
    private static readonly Duration TenSeconds = Duration.FromSeconds(10);
    private static readonly Duration TenMinutes = Duration.FromSeconds(600);

    /// <summary>A call counts against every rule that covers it. Default: the venue's table; at least one rule.</summary>
    public IReadOnlyList<IpRateRule> Rules { get; init; } =
    [
        Clob("", 9_000), Clob("/ok", 100),
        Clob("/book", 1_500), Clob("/price", 1_500), Clob("/midpoint", 1_500),
        Clob("/books", 500), Clob("/prices", 500), Clob("/midpoints", 500),
        Clob("/prices-history", 1_000), Clob("/tick-size", 200),
        Clob("/balance-allowance", 200), Clob("/balance-allowance/update", 50),
        Clob("/data/orders", 500), Clob("/data/trades", 500), Clob("/notifications", 125), Clob("/auth", 100),
        Trading("POST", "/order", 5_000, TenSeconds), Trading("POST", "/order", 120_000, TenMinutes),
        Trading("POST", "/orders", 2_000, TenSeconds), Trading("POST", "/orders", 21_000, TenMinutes),
        Trading("DELETE", "/order", 5_000, TenSeconds), Trading("DELETE", "/order", 120_000, TenMinutes),
        Trading("DELETE", "/orders", 2_000, TenSeconds), Trading("DELETE", "/orders", 15_000, TenMinutes),
        Trading("DELETE", "/cancel-all", 250, TenSeconds), Trading("DELETE", "/cancel-all", 6_000, TenMinutes),
        Trading("DELETE", "/cancel-market-orders", 1_500, TenSeconds), Trading("DELETE", "/cancel-market-orders", 21_000, TenMinutes),
        Gamma("", 4_000), Gamma("/events", 500), Gamma("/markets", 300), Gamma("/tags", 200), Gamma("/public-search", 350),
        Data("", 800), Data("/v2/trades", 300), Data("/v2/positions", 200), Data("/v2/activity", 200), Data("/v2/prices-history", 200), Data("/v2/status", 100),
    ];

    private static IpRateRule Clob(string path, int limit) => new(VenueService.Clob, "", path, limit, TenSeconds);

    private static IpRateRule Trading(string method, string path, int limit, Duration window) => new(VenueService.Clob, method, path, limit, window);

    private static IpRateRule Gamma(string path, int limit) => new(VenueService.Gamma, "", path, limit, TenSeconds);

    private static IpRateRule Data(string path, int limit) => new(VenueService.Data, "", path, limit, TenSeconds);
}
