using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Orders;

/// <summary>
/// Reads the outcome of a batch placement, one verdict for each order in the order they were sent. A batch that fails whole proves
/// nothing about the orders that were not at fault, unless the venue refuses everything alike.
/// </summary>
internal static class BatchVerdicts
{
    public static PlacementVerdict[] Of(in HttpOutcome outcome, IReadOnlyList<Hash256> orders)
    {
        var verdicts = new PlacementVerdict[orders.Count];
        if (!outcome.IsSuccess)
        {
            Array.Fill(verdicts, OfWhole(outcome));
            return verdicts;
        }

        var answers = new List<PlacementAnswer>(orders.Count);
        var complete = PlacementAnswer.TryReadBatch(outcome.Body.Span, answers) && answers.Count == orders.Count;
        for (var index = 0; index < orders.Count; index++)
        {
            verdicts[index] = complete ? AtIndex(answers[index], orders, index) : ByHash(answers, orders[index]);
        }

        return verdicts;
    }

    private static PlacementVerdict OfWhole(in HttpOutcome outcome)
    {
        if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status is not (425 or 429 or 401 or 403 or 503))
        {
            // One order off the grid was seen to refuse a batch whole: which one it was, and whether the others rest, is asked.
            return new PlacementVerdict(PlacementVerdictKind.Unknown, VenueError.Read(outcome.Body.Span).Reason, default);
        }

        return PlacementVerdict.Of(outcome, default);
    }

    private static PlacementVerdict AtIndex(in PlacementAnswer answer, IReadOnlyList<Hash256> orders, int index)
    {
        var verdict = PlacementVerdict.OfEntry(answer, orders[index]);
        if (verdict.Kind != PlacementVerdictKind.OtherId)
        {
            return verdict;
        }

        // Another order of this very batch: the answer's order is not dependable, the hashes are.
        foreach (var other in orders)
        {
            if (other == answer.Order)
            {
                return new PlacementVerdict(PlacementVerdictKind.Unknown, Reason.None, default);
            }
        }

        return verdict;
    }

    /// <summary>An answer of another length: only what names the order itself counts.</summary>
    private static PlacementVerdict ByHash(List<PlacementAnswer> answers, in Hash256 order)
    {
        foreach (var answer in answers)
        {
            if (answer.Accepted && answer.Order == order)
            {
                return PlacementVerdict.OfEntry(answer, order);
            }
        }

        return new PlacementVerdict(PlacementVerdictKind.Unknown, Reason.None, default);
    }
}
