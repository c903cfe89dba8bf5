using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Orders;

/// <summary>What the outcome of a placement proves.</summary>
internal enum PlacementVerdictKind : byte
{
    /// <summary>The venue has taken it; the answer says how far it is.</summary>
    Accepted,

    /// <summary>The venue has refused it.</summary>
    Rejected,

    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>It never reached the book, in the venue's own words.</summary>
    NeverArrived,

    /// <summary>Nothing is proved.</summary>
    Unknown,

    /// <summary>The venue has had these very bytes before: the first copy arrived.</summary>
    Duplicate,

    /// <summary>The venue has taken an order under another id than ours: the two sides disagree about what was signed.</summary>
    OtherId,
}

/// <summary>Reads the outcome of a placement: a pure function of status and body.</summary>
internal readonly record struct PlacementVerdict(PlacementVerdictKind Kind, Reason Reason, PlacementAnswer Answer)
{
    public static PlacementVerdict Of(in HttpOutcome outcome, in Hash256 hash) => outcome.Kind switch
    {
        HttpOutcomeKind.NotSent => new(PlacementVerdictKind.NotSent, Reason.VenueUnreachable, default),
        HttpOutcomeKind.TimedOut => new(PlacementVerdictKind.Unknown, Reason.VenueUnreachable, default),
        _ when outcome.IsSuccess => OfAnswer(outcome, hash),
        _ => OfRefusal(outcome.Status, VenueError.Read(outcome.Body.Span)),
    };

    private static PlacementVerdict OfAnswer(in HttpOutcome outcome, in Hash256 hash) =>
        PlacementAnswer.TryRead(outcome.Body.Span, out var answer) ? OfEntry(answer, hash) : new(PlacementVerdictKind.Unknown, Reason.None, default);

    /// <summary>What one answer of a successful call proves about the order of this hash.</summary>
    public static PlacementVerdict OfEntry(in PlacementAnswer answer, in Hash256 hash)
    {
        if (answer.Accepted)
        {
            return answer.Order == hash
                ? new(PlacementVerdictKind.Accepted, Reason.None, answer)
                : new(PlacementVerdictKind.OtherId, Reason.OrderIdMismatch, answer);
        }

        // Success under a word nobody knows yet may be an order that rests.
        return answer.Success && answer.Error.Length == 0 && answer.HasOrderId
            ? new(PlacementVerdictKind.Unknown, Reason.None, answer)
            : OfText(answer.Error);
    }

    private static PlacementVerdict OfRefusal(int status, VenueError error)
    {
        if (error.NeverReachedBook)
        {
            return new(PlacementVerdictKind.NeverArrived, Reason.RejectedTimedOutAtVenue, default);
        }

        return status switch
        {
            425 => Rejected(Reason.VenueRestarting),
            429 => Rejected(Reason.RateLimited),
            401 => Rejected(Reason.RejectedCredential),
            403 => Rejected(Reason.Geoblocked),
            503 when error.Reason is Reason.VenuePostOnly or Reason.VenueCancelOnly or Reason.VenueDisabled || error.IsPostOnlyMode =>
                Rejected(error.IsPostOnlyMode ? Reason.VenuePostOnly : error.Reason),
            >= 400 and < 500 => OfText(error.Text),

            // Any other failure inside the venue may have come after the order was taken.
            _ => new(PlacementVerdictKind.Unknown, Reason.None, default),
        };
    }

    private static PlacementVerdict OfText(string text)
    {
        var reason = VenueError.ReasonOf(text);
        return reason == Reason.RejectedDuplicate ? new(PlacementVerdictKind.Duplicate, reason, default) : Rejected(reason);
    }

    private static PlacementVerdict Rejected(Reason reason) => new(PlacementVerdictKind.Rejected, reason, default);
}
