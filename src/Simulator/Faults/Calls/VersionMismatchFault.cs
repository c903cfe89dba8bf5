using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>The engine wants orders of another version for a while.</summary>
internal sealed class VersionMismatchFault() : VenueFault("order-version-mismatch", "400 order_version_mismatch to placements."), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) => CallKind.Places(request) && Strikes(now)
        ? RequestFate.Answered(VenueResponse.Error(400, "order_version_mismatch"))
        : RequestFate.Passes;
}
