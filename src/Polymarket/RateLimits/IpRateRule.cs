using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>One of the venue's limits for an address: so many calls of a family in any span of this length.</summary>
/// <param name="Method">Upper case, or empty for every method.</param>
/// <param name="Path">The call's path, without query; every path below it counts too. Empty is the whole service.</param>
/// <param name="Limit">Calls in one window, range 1 to 1 000 000.</param>
public sealed record IpRateRule(VenueService Service, string Method, string Path, int Limit, Duration Window)
{
    /// <summary>True where this call counts against the rule.</summary>
    public bool Covers(HttpCall call) => Covers(call.Service, call.Method, call.PathAndQuery);

    public bool Covers(VenueService service, string method, string pathAndQuery)
    {
        if (service != Service || (Method.Length > 0 && Method != method) || !pathAndQuery.StartsWith(Path, StringComparison.Ordinal))
        {
            return false;
        }

        return Path.Length == 0 || pathAndQuery.Length == Path.Length || pathAndQuery[Path.Length] is '/' or '?';
    }
}
