using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>New orders are refused, cancels pass; there is a text and no code.</summary>
internal sealed class CancelOnlyFault() : VenueFault("cancel-only", "503 to placements, without a code; cancels pass."), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) => CallKind.Places(request) && Strikes(now)
        ? RequestFate.Answered(VenueResponse.Error(503, "Trading is currently cancel-only. New orders are not accepted, but cancels are allowed."))
        : RequestFate.Passes;
}
