using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;

namespace PolyCloud.Simulator.Http;

/// <summary>An endpoint for everybody.</summary>
internal delegate VenueResponse OpenEndpoint(Timestamp now, VenueRequest request);

/// <summary>An endpoint for who shows an API key.</summary>
internal delegate VenueResponse KeyedEndpoint(Timestamp now, ApiCredential credential, VenueRequest request);

/// <summary>An endpoint whose answer may come later, or never.</summary>
internal delegate void PlacingEndpoint(Timestamp now, ApiCredential credential, VenueRequest request, Action<VenueResponse> respond);

/// <summary>One endpoint; exactly one of the three is set.</summary>
internal sealed record Route(OpenEndpoint? Open = null, KeyedEndpoint? Keyed = null, PlacingEndpoint? Placing = null);

/// <summary>Endpoints by method and path. A path that ends in a slash covers everything under it; the longest one wins.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<(string Method, string Path), Route> _exact = [];
    private readonly List<(string Method, string Start, Route Route)> _starts = [];

    public void Open(string method, string path, OpenEndpoint endpoint) => Add(method, path, new Route(Open: endpoint));

    public void Keyed(string method, string path, KeyedEndpoint endpoint) => Add(method, path, new Route(Keyed: endpoint));

    public void Placing(string method, string path, PlacingEndpoint endpoint) => Add(method, path, new Route(Placing: endpoint));

    /// <summary>Null where there is none.</summary>
    public Route? Find(VenueRequest request)
    {
        if (_exact.TryGetValue((request.Method, request.Path), out var exact))
        {
            return exact;
        }

        (int Length, Route? Route) best = default;
        foreach (var (method, start, route) in _starts)
        {
            if (method == request.Method && start.Length > best.Length && request.Path.StartsWith(start, StringComparison.Ordinal))
            {
                best = (start.Length, route);
            }
        }

        return best.Route;
    }

    private void Add(string method, string path, Route route)
    {
        if (path.EndsWith('/'))
        {
            _starts.Add((method, path, route));
        }
        else
        {
            _exact.Add((method, path), route);
        }
    }
}
