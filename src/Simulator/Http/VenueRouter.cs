using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Accounts;

namespace PolyCloud.Simulator.Http;

/// <summary>Which handler serves a request, after authentication where the endpoint wants it.</summary>
internal sealed class VenueRouter
{
    private const string BookPath = "/book";
    private const string ClobMarketsPath = "/clob-markets/";
    private const string OrderPath = "/data/order/";

    private readonly Authenticator _authenticator;
    private readonly CredentialRoutes _credentials;
    private readonly PublicRoutes _public;
    private readonly PlacementRoutes _placements;
    private readonly CancelRoutes _cancels;
    private readonly DataRoutes _data;
    private readonly AccountRoutes _account;
    private readonly GammaRoutes _gamma;

    public VenueRouter(
        Authenticator authenticator, CredentialRoutes credentials, PublicRoutes publicRoutes, PlacementRoutes placements,
        CancelRoutes cancels, DataRoutes data, AccountRoutes account, GammaRoutes gamma)
    {
        _authenticator = authenticator;
        _credentials = credentials;
        _public = publicRoutes;
        _placements = placements;
        _cancels = cancels;
        _data = data;
        _account = account;
        _gamma = gamma;
    }

    /// <summary>Serves the request; the answer may come later (a held taker) or never (a fault).</summary>
    public void Handle(Timestamp now, VenueRequest request, Action<VenueResponse> respond)
    {
        if (request.Service == VenueService.Gamma)
        {
            respond(request is { Method: "GET", Path: "/markets" } ? _gamma.Markets(request) : NotFound);
        }
        else if (Open(now, request) is { } response)
        {
            respond(response);
        }
        else if (_authenticator.AuthenticateKey(request) is not { } credential)
        {
            respond(IsKnown(request) ? VenueResponse.Error(401, "Unauthorized/Invalid api key") : NotFound);
        }
        else if (request is { Method: "POST", Path: "/order" or "/orders" })
        {
            _placements.Place(credential, request, respond);
        }
        else
        {
            respond(Closed(now, request, credential) ?? NotFound);
        }
    }

    private static VenueResponse NotFound => VenueResponse.Error(404, "not found");

    /// <summary>The endpoints that need no API key; null for any other.</summary>
    private VenueResponse? Open(Timestamp now, VenueRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/ok") => VenueResponse.Ok("\"OK\""u8.ToArray()),
        ("GET", "/time") => VenueResponse.Ok(System.Text.Encoding.ASCII.GetBytes(now.Seconds.ToString())),
        ("GET", "/version") => VenueResponse.Ok("{\"version\":2}"u8.ToArray()),
        ("GET", BookPath) => _public.Book(request),
        ("POST", "/books") => _public.Books(request),
        ("GET", var path) when path.StartsWith(ClobMarketsPath, StringComparison.Ordinal) => _public.ClobMarket(path[ClobMarketsPath.Length..]),
        ("POST", "/auth/api-key") => _credentials.Create(request),
        ("GET", "/auth/derive-api-key") => _credentials.Derive(request),
        _ => null,
    };

    private VenueResponse? Closed(Timestamp now, VenueRequest request, ApiCredential credential) => (request.Method, request.Path) switch
    {
        ("GET", "/auth/api-keys") => _credentials.List(credential),
        ("DELETE", "/auth/api-key") => _credentials.Delete(now, credential),
        ("DELETE", "/order") => _cancels.One(credential, request),
        ("DELETE", "/orders") => _cancels.Some(credential, request),
        ("DELETE", "/cancel-all") => _cancels.All(credential),
        ("DELETE", "/cancel-market-orders") => _cancels.OfMarket(credential, request),
        ("GET", "/data/orders") => _data.Orders(credential, request),
        ("GET", "/data/trades") => _data.Trades(credential, request),
        ("GET", var path) when path.StartsWith(OrderPath, StringComparison.Ordinal) => _data.Order(credential, path[OrderPath.Length..]),
        ("GET", "/balance-allowance") => _account.Balance(credential, request),
        ("GET", "/balance-allowance/update") => new VenueResponse(200, ReadOnlyMemory<byte>.Empty),
        ("POST", "/v1/heartbeats") => _account.Heartbeat(credential, request),
        _ => null,
    };

    // An unknown path is told apart from a missing key, so that a client's typing error does not look like bad credentials.
    private static bool IsKnown(VenueRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "/order" or "/orders" or "/v1/heartbeats") => true,
        ("DELETE", "/order" or "/orders" or "/cancel-all" or "/cancel-market-orders" or "/auth/api-key") => true,
        ("GET", "/auth/api-keys" or "/data/orders" or "/data/trades" or "/balance-allowance" or "/balance-allowance/update") => true,
        ("GET", var path) => path.StartsWith(OrderPath, StringComparison.Ordinal),
        _ => false,
    };
}
