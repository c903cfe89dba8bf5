using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>
/// The taker fee by the market's schedule: size × rate × (p(1 − p))^exponent, of the notional instead of the size on the older curve
/// (venue documentation, trading/fees). What the venue moved is told by the fill.
/// </summary>
public static class FeeCurve
{
    /// <summary>The venue charges in steps of 0.00001 dollar.</summary>
    private const long StepMicros = 10;

    private const long PriceSquare = (long)Price.Scale * Price.Scale;

    /// <summary>What to reckon with before trading: rounded up to 0.00001 dollar.</summary>
    public static Money TakerFee(FeeSchedule fees, Price price, Size size) =>
        new(RoundedDivision.Divide(Scaled(fees, price, size), 1_000_000 * StepMicros, Rounding.Up) * StepMicros);

    /// <summary>
    /// What the venue charges for one execution: rounded to 0.00001 dollar, and nothing below that. The direction of a tie is not
    /// documented: up, because it is a cost.
    /// </summary>
    public static Money Charged(FeeSchedule fees, Price price, Size size)
    {
        var scaled = Scaled(fees, price, size);
        return scaled < 1_000_000 * StepMicros
            ? Money.Zero
            : new Money(RoundedDivision.Divide(scaled, 1_000_000 * StepMicros, Rounding.Nearest) * StepMicros);
    }

    // In millionths of a micro-dollar; each division rounds up, by less than one of them.
    private static Int128 Scaled(FeeSchedule fees, Price price, Size size)
    {
        var scaled = (Int128)size.Units * fees.RateMillionths;
        var curve = (Int128)price.Units * (Price.Scale - price.Units);
        if (fees.ByNotional)
        {
            scaled = RoundedDivision.Divide(scaled * price.Units, Price.Scale, Rounding.Up);
        }

        for (var power = 0; power < fees.Exponent; power++)
        {
            scaled = RoundedDivision.Divide(scaled * curve, PriceSquare, Rounding.Up);
        }

        return scaled;
    }
}
