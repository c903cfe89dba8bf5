using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.NegativeRisk;

/// <summary>
/// What tokens against k of the n outcomes of a neg-risk event are worth to the venue's converter: k − 1 dollars each and one token for
/// each of the n − k other outcomes. Both sides pay the same whichever outcome wins, so a conversion never gains by itself; it frees money.
/// Source: the venue's neg-risk adapter, convertPositions.
/// </summary>
/// <param name="Dollars">Collateral handed out, after the fee.</param>
/// <param name="OutcomesReceived">Outcomes of which tokens are handed out.</param>
/// <param name="Tokens">Tokens of each of them, after the fee.</param>
internal readonly record struct EventConversion(Money Dollars, int OutcomesReceived, Size Tokens)
{
    /// <param name="outcomes">n, at least 2.</param>
    /// <param name="against">k, 1 to n.</param>
    /// <param name="size">Tokens against each of the k outcomes.</param>
    /// <param name="feeBasisPoints">Of what is handed out, 0 to 10 000.</param>
    public static EventConversion Of(int outcomes, int against, Size size, int feeBasisPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outcomes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(against, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(against, outcomes);
        var kept = new Size(RoundedDivision.Divide((Int128)size.Units * (10_000 - feeBasisPoints), 10_000, Rounding.Down));
        return new EventConversion(new Money((against - 1) * kept.Units), outcomes - against, kept);
    }
}
