using PolyCloud.Polymarket.Http;

namespace PolyCloud.Simulator.Http;

/// <summary>
/// Which service a request is for, where all of them share one address. Only <c>/markets</c> has two meanings: the CLOB pages
/// through all markets with a cursor or none, Gamma is asked with any other filter.
/// </summary>
public static class ServiceOfPath
{
    private static readonly string[] GammaStarts = ["/events", "/series", "/tags", "/markets/keyset", "/markets/slug/", "/public-search"];

    public static VenueService Of(string path, string query)
    {
        var isClobPage = query.Length == 0 || query.Split('&').All(pair => pair.StartsWith("next_cursor=", StringComparison.Ordinal));
        return (path == "/markets" && !isClobPage) || Array.Exists(GammaStarts, start => path.StartsWith(start, StringComparison.Ordinal))
            ? VenueService.Gamma
            : VenueService.Clob;
    }

    /// <summary>Whether the request is Gamma's, by its service or by its path.</summary>
    internal static bool IsGamma(VenueRequest request) =>
        request.Service == VenueService.Gamma || Of(request.Path, request.Query) == VenueService.Gamma;
}
