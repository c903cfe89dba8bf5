using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>The taker fee, as an estimate before trading; what the venue moved is told by the fill.</summary>
public static class FeeCurve
{
    /// <summary>The venue charges in steps of 0.00001 dollar.</summary>
    private const long StepMicros = 10;

    /// <summary>size × rate × (p(1 − p))^exponent, rounded up to 0.00001 dollar (venue documentation, trading/fees).</summary>
    public static Money TakerFee(FeeSchedule fees, Price price, Size size)
    {
        var scaled = (Int128)size.Units * fees.RateMillionths;
        var curve = (Int128)price.Units * (Price.Scale - price.Units);
        const long Square = (long)Price.Scale * Price.Scale;
        for (var power = 0; power < fees.Exponent; power++)
        {
            scaled = RoundedDivision.Divide(scaled * curve, Square, Rounding.Up);
        }

        return new Money(RoundedDivision.Divide(scaled, 1_000_000 * StepMicros, Rounding.Up) * StepMicros);
    }
}
