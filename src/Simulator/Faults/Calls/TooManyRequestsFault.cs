using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>429 whatever the budgets say.</summary>
internal sealed class TooManyRequestsFault() : VenueFault(
    "too-many-requests", "429 with Retry-After to the kinds of calls chosen.",
    new FaultParameter("retry-after-s", "The Retry-After header.", 2, 1, 3_600),
    new FaultParameter("placements", "1: placements are struck.", 1, 0, 1),
    new FaultParameter("cancels", "1: cancels are struck.", 0, 0, 1),
    new FaultParameter("reads", "1: every GET is struck.", 0, 0, 1)), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request) => Chosen(request) && Strikes(now)
        ? RequestFate.Answered(VenueResponse.Error(429, "rate limit exceeded") with { RetryAfterSeconds = (int)Value("retry-after-s") })
        : RequestFate.Passes;

    private bool Chosen(VenueRequest request) =>
        (CallKind.Places(request) && Value("placements") >= 1)
        || (CallKind.Cancels(request) && Value("cancels") >= 1)
        || (CallKind.Reads(request) && Value("reads") >= 1);
}
