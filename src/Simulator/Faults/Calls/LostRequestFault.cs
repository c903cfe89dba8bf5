using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>A placement that never reaches the venue and is never answered: the client cannot tell it from a lost answer.</summary>
internal sealed class LostRequestFault() : VenueFault("lost-request", "Placements are neither carried out nor answered."), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) =>
        CallKind.Places(request) && Strikes(now) ? RequestFate.Lost : RequestFate.Passes;
}
