using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Matching;

namespace PolyCloud.Exchange.Accounts;

/// <summary>
/// The taker's fee: sum over the matched parts of shares × rate × (p(1 − p))^exponent, of the notional (shares × p) on the curve of
/// recordings before April 2026; rounded once to 0.00001 dollar, nearest; below 0.00001 it is nothing (venue documentation,
/// trading/fees; the direction of ties is not documented). Makers pay nothing. Buys pay it on top, sells from the proceeds.
/// </summary>
internal static class TakerFee
{
    private const int MicrosPerFeeUnit = 10;

    /// <summary>The fee of one trade over its parts.</summary>
    /// <param name="taken">The taker's outcome: its price is what the older curve is weighed by.</param>
    internal static Money Of(FeeSchedule schedule, Outcome taken, IReadOnlyList<MatchedPart> parts)
    {
        Int128 weighted = 0;
        for (var index = 0; index < parts.Count; index++)
        {
            var shares = (Int128)parts[index].Shares * Curve(parts[index].UpUnits, schedule.Exponent);
            weighted += schedule.ByNotional ? shares * OwnUnits(taken, parts[index].UpUnits) : shares;
        }

        var dividend = weighted * schedule.RateMillionths;
        var feeUnit = 1_000_000 * CurveScale(schedule.Exponent) * MicrosPerFeeUnit * (schedule.ByNotional ? Price.Scale : 1);
        return dividend < feeUnit ? Money.Zero : new Money((long)((dividend + (feeUnit / 2)) / feeUnit) * MicrosPerFeeUnit);
    }

    /// <exception cref="ArgumentException">A schedule this arithmetic does not carry exactly.</exception>
    internal static void Validate(FeeSchedule schedule)
    {
        if (schedule.RateMillionths is < 0 or > 1_000_000 || schedule.Exponent is < 1 or > 2)
        {
            throw new ArgumentException("A fee rate lies between 0 and 1 000 000 millionths, its exponent is 1 or 2.", nameof(schedule));
        }
    }

    private static int OwnUnits(Outcome outcome, int upUnits) => outcome == Outcome.Up ? upUnits : Price.Scale - upUnits;

    private static Int128 Curve(int priceUnits, int exponent)
    {
        Int128 product = (long)priceUnits * (Price.Scale - priceUnits);
        return exponent == 1 ? product : product * product;
    }

    private static Int128 CurveScale(int exponent) => exponent == 1 ? 100_000_000 : (Int128)10_000_000_000_000_000;
}
