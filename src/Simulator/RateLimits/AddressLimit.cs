using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.RateLimits;

/// <summary>One window of the venue's table: which requests it counts and how many are allowed.</summary>
internal sealed record AddressLimit(Func<VenueRequest, bool> Covers, int Requests, Duration Period)
{
    private static readonly Duration Short = Duration.FromSeconds(10);
    private static readonly Duration Long = Duration.FromSeconds(600);

    /// <summary>Venue documentation, api-reference/rate-limits, as of 2026-09-16; relayer and bridge are not served under this table.</summary>
    public static IReadOnlyList<AddressLimit> All { get; } =
    [
        new(_ => true, 15_000, Short),
        new(request => request.Path == "/ok", 100, Short),
        new(IsClob, 9_000, Short),
        Of("GET", 1_500, "/book"), Of("GET", 1_500, "/price"), Of("GET", 1_500, "/midpoint"),
        Of("POST", 500, "/books"), Of("POST", 500, "/prices"), Of("POST", 500, "/midpoints"),
        Of("GET", 1_000, "/prices-history"), Under("/tick-size", 200),
        Of("GET", 200, "/balance-allowance"), Of("GET", 50, "/balance-allowance/update"),
        Of("GET", 500, "/data/orders"), Of("GET", 500, "/data/trades"),
        new(request => request.Path is "/data/orders" or "/data/trades" or "/notifications" or "/order-scoring", 900, Short),
        Of("GET", 125, "/notifications"), Under("/auth/", 100),
        Of("POST", 5_000, "/order"), Of("POST", 120_000, "/order", Long),
        Of("DELETE", 5_000, "/order"), Of("DELETE", 120_000, "/order", Long),
        Of("POST", 2_000, "/orders"), Of("POST", 21_000, "/orders", Long),
        Of("DELETE", 2_000, "/orders"), Of("DELETE", 15_000, "/orders", Long),
        Of("DELETE", 250, "/cancel-all"), Of("DELETE", 6_000, "/cancel-all", Long),
        Of("DELETE", 1_500, "/cancel-market-orders"), Of("DELETE", 21_000, "/cancel-market-orders", Long),
        new(ServiceOfPath.IsGamma, 4_000, Short), Gamma("/events", 500), Gamma("/markets", 300),
        new(request => ServiceOfPath.IsGamma(request) && (Starts(request, "/events") || Starts(request, "/markets")), 900, Short),
        Gamma("/tags", 200),
        Under("/v2/", 800), Of("GET", 300, "/v2/trades"), Of("GET", 200, "/v2/positions"), Of("GET", 200, "/v2/activity"),
        Of("GET", 200, "/v2/prices-history"), Of("GET", 100, "/v2/status"), Of("GET", 200, "/v2/user-pnl"),
    ];

    private static bool IsClob(VenueRequest request) => !ServiceOfPath.IsGamma(request) && !Starts(request, "/v2/");

    private static AddressLimit Of(string method, int requests, string path) => Of(method, requests, path, Short);

    private static AddressLimit Of(string method, int requests, string path, Duration period) =>
        new(request => request.Method == method && request.Path == path, requests, period);

    private static AddressLimit Under(string start, int requests) => new(request => Starts(request, start), requests, Short);

    private static AddressLimit Gamma(string start, int requests) =>
        new(request => ServiceOfPath.IsGamma(request) && Starts(request, start), requests, Short);

    private static bool Starts(VenueRequest request, string start) => request.Path.StartsWith(start, StringComparison.Ordinal);
}
