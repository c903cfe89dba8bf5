using PolyCloud.Engine.Effects;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Client;

/// <summary>A call that brought no usable answer. Names the endpoint and the venue's words; never a header, a body sent, or a query.</summary>
public sealed class VenueCallException : Exception
{
    private VenueCallException(string endpoint, HttpOutcome outcome, string venueText, string message)
        : base(message)
    {
        Endpoint = endpoint;
        Kind = outcome.Kind;
        Status = outcome.Status;
        VenueText = venueText;
        Reason = ReasonOf(outcome, venueText);
    }

    /// <summary>Method and path.</summary>
    public string Endpoint { get; }

    public HttpOutcomeKind Kind { get; }

    /// <summary>The HTTP status, or 0 where no answer came.</summary>
    public int Status { get; }

    /// <summary>What the venue said, cut to 300 characters; empty where it said nothing.</summary>
    public string VenueText { get; }

    public Reason Reason { get; }

    /// <summary>The venue has no such thing.</summary>
    public bool IsNotFound => Status == 404;

    internal static VenueCallException Refused(HttpCall call, HttpOutcome outcome)
    {
        var endpoint = EndpointOf(call);
        var text = VenueError.Read(outcome.Body.Span).Text;
        var what = outcome.Kind switch
        {
            HttpOutcomeKind.NotSent => "could not be sent: no connection",
            HttpOutcomeKind.TimedOut => $"got no answer within {call.Timeout.TotalSeconds:0.#} s",
            _ => $"was answered {outcome.Status}{(text.Length > 0 ? ": " + text : "")}",
        };
        return new VenueCallException(endpoint, outcome, text, $"{endpoint} {what}.");
    }

    internal static VenueCallException Unreadable(HttpCall call, HttpOutcome outcome, string expected) =>
        new(EndpointOf(call), outcome, "", $"{EndpointOf(call)} was answered with something that is no {expected}.");

    private static string EndpointOf(HttpCall call) => $"{call.Method} {call.PathAndQuery.Split('?')[0]}";

    private static Reason ReasonOf(in HttpOutcome outcome, string text) => outcome switch
    {
        { Kind: not HttpOutcomeKind.Answered } => Reason.VenueUnreachable,
        { Status: 401 } => Reason.RejectedCredential,
        { Status: 403 or 451 } => Reason.Geoblocked,
        { Status: 425 } => Reason.VenueRestarting,
        { Status: 429 } => Reason.RateLimited,
        _ => VenueError.ReasonOf(text),
    };
}
