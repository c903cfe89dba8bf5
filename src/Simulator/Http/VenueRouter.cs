using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;

namespace PolyCloud.Simulator.Http;

/// <summary>Which endpoint serves a request, after authentication where it wants it.</summary>
internal sealed class VenueRouter(Authenticator authenticator, RouteTable endpoints, RouteTable gamma)
{
    /// <summary>Serves the request; the answer may come later (a held taker) or never (a fault).</summary>
    public void Handle(Timestamp now, VenueRequest request, Action<VenueResponse> respond)
    {
        // An unknown path is told apart from a missing key, so that a client's typing error does not look like bad credentials.
        var route = (ServiceOfPath.IsGamma(request) ? gamma : endpoints).Find(request);
        if (route is null)
        {
            respond(VenueResponse.Error(404, "not found"));
        }
        else if (route.Open is { } open)
        {
            respond(open(now, request));
        }
        else if (authenticator.AuthenticateKey(request) is not { } credential)
        {
            respond(VenueResponse.Error(401, "Unauthorized/Invalid api key"));
        }
        else if (route.Placing is { } placing)
        {
            placing(now, credential, request, respond);
        }
        else
        {
            respond(route.Keyed!(now, credential, request));
        }
    }
}
