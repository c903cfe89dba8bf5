using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Client;

/// <summary>What is known of an order after its cancel.</summary>
public enum CancelState : byte
{
    Cancelled,

    /// <summary>Not cancelled, and the venue says why: it may be gone already.</summary>
    Refused,

    /// <summary>The venue did not answer, or did not mention it.</summary>
    Unknown,
}

/// <summary>The outcome of one cancel.</summary>
/// <param name="Why">The venue's words where it refused.</param>
public sealed record CancelOutcome(CancelState State, Hash256 Order, string Why)
{
    /// <summary>Reads the outcome of a cancel of one or several orders.</summary>
    internal static IReadOnlyList<CancelOutcome> Of(in HttpOutcome outcome, IReadOnlyList<Hash256> orders)
    {
        var answer = outcome.IsSuccess && CancelAnswer.TryRead(outcome.Body.Span, out var read) ? read : null;
        var error = answer is null && outcome.Kind == HttpOutcomeKind.Answered ? VenueError.Read(outcome.Body.Span).Text : "";
        return [.. orders.Select(order => Of(answer, order, error))];
    }

    private static CancelOutcome Of(CancelAnswer? answer, Hash256 order, string error) =>
        answer is null ? new(CancelState.Unknown, order, error)
        : answer.HasCancelled(order) ? new(CancelState.Cancelled, order, "")
        : answer.WhyNot(order) is { } why ? new(CancelState.Refused, order, why)
        : new(CancelState.Unknown, order, "");
}
