using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>Nothing about orders works, cancels neither.</summary>
internal sealed class TradingDisabledFault() : VenueFault("trading-disabled", "503 to placements and cancels."), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) => (CallKind.Places(request) || CallKind.Cancels(request)) && Strikes(now)
        ? RequestFate.Answered(VenueResponse.Error(503, "Trading is currently disabled. Check polymarket.com for updates"))
        : RequestFate.Passes;
}
