using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>What kind of call a request is.</summary>
internal static class CallKind
{
    public static bool Places(VenueRequest request) => request is { Method: "POST", Path: "/order" or "/orders" };

    public static bool Cancels(VenueRequest request) =>
        request is { Method: "DELETE", Path: "/order" or "/orders" or "/cancel-all" or "/cancel-market-orders" };

    public static bool Beats(VenueRequest request) => request is { Method: "POST", Path: "/v1/heartbeats" };

    public static bool Reads(VenueRequest request) => request.Method == "GET";
}
