using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults.Calls;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Accounts;

/// <summary>The address the client calls from lies in a blocked region: the geoblock endpoint says so and orders are refused; cancels pass.</summary>
internal sealed class GeoblockedFault() : VenueFault(
    "geoblocked", "The geoblock endpoint answers blocked, and placements get 403; cancels pass."), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) => CallKind.Places(request) && Strikes(now)
        ? RequestFate.Answered(VenueResponse.Error(403, "Trading restricted in your region"))
        : RequestFate.Passes;
}
