using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>
/// A restart of the matching engine: 425 to every order call, then two minutes in which only post-only orders and cancels pass.
/// It runs once from the moment it begins; <c>for-ms</c> only cuts it short.
/// </summary>
internal sealed class EngineRestartFault(ExchangeVenue exchange) : VenueFault(
    "engine-restart", "425 to placements and cancels, then 503 post_only_mode to anything but post-only orders and cancels.",
    new FaultParameter("down-ms", "How long every order call is answered 425.", 10_000, 0, 3_600_000),
    new FaultParameter("post-only-ms", "How long only post-only orders and cancels pass after that.", 120_000, 0, 3_600_000),
    new FaultParameter("retry-after-s", "Retry-After of the 425 answers; 0 sends none, as the venue may.", 0, 0, 3_600),
    new FaultParameter("drop-orders", "1: resting orders are gone when it begins.", 0, 0, 1)), IRequestFault
{
    public RequestFate Meet(Timestamp now, VenueRequest request)
    {
        var places = CallKind.Places(request);
        if (!(places || CallKind.Cancels(request)) || !IsActive(now))
        {
            return RequestFate.Passes;
        }

        var up = Onset + Milliseconds("down-ms");
        if (now < up)
        {
            return Strikes(now)
                ? RequestFate.Answered(VenueResponse.Error(425, "the matching engine is restarting") with { RetryAfterSeconds = (int)Value("retry-after-s") })
                : RequestFate.Passes;
        }

        var rest = up + Milliseconds("post-only-ms") - now;
        return places && rest > Duration.Zero && !PostOnlyOrders.All(request) && Strikes(now)
            ? RequestFate.Answered(PostOnly((int)((rest.Micros + 999_999) / 1_000_000)))
            : RequestFate.Passes;
    }

    internal override void Begin(Timestamp now)
    {
        if (Value("drop-orders") >= 1)
        {
            exchange.DropEveryOrder();
        }
    }

    private static VenueResponse PostOnly(int seconds) => new(503, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", "post-only mode: only post-only orders and cancels are allowed");
        writer.WriteString("code", "post_only_mode");
        writer.WriteNumber("retry_after_seconds", seconds);
        writer.WriteEndObject();
    }), seconds);
}
