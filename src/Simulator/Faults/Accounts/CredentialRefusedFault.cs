using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Accounts;

/// <summary>The venue takes no wallet's proof: without a credential there is no trading and no price stream.</summary>
internal sealed class CredentialRefusedFault() : VenueFault(
    "credential-refused", "API keys are neither made nor derived: the wallet's proof gets 401."), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) =>
        request is { Method: "POST", Path: "/auth/api-key" } or { Method: "GET", Path: "/auth/derive-api-key" } && Strikes(now)
            ? RequestFate.Answered(VenueResponse.Error(401, "Invalid L1 Request headers"))
            : RequestFate.Passes;
}
