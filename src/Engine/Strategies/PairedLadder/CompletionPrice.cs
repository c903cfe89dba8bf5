using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>
/// The most a share may cost that completes a pair: P + fee(P) ≤ 1 − cost − gain + pressure × (gain + loss). The pressure is
/// 1 − (1 − t)(1 − u), where t runs from 0 at the lead to 1 at the cutoff and u is the part of the greatest unpaired quantity.
/// </summary>
internal static class CompletionPrice
{
    /// <summary>Of the pressure: all of it.</summary>
    public const long Full = 1_000_000;

    /// <summary>From 0 to <see cref="Full"/>; rises with each of both.</summary>
    public static long Pressure(PairedLadderOptions options, Duration untilClose, in LadderSkew skew)
    {
        var late = options.PressureLead - (untilClose - options.Cutoff);
        var time = Math.Clamp(RoundedDivision.Divide((Int128)late.Micros * 1_000, options.PressureLead.Micros, Rounding.Down), 0, 1_000);
        return Full - ((1_000 - time) * (LadderSkew.Full - skew.Severity));
    }

    /// <param name="costUnits">Average cost of the unpaired share with fees, 1/10 000 dollar.</param>
    /// <returns>A price of the grid, or nothing where none is low enough.</returns>
    public static Price? Maximum(PairedLadderOptions options, FeeSchedule fees, TickSize tick, long costUnits, long pressure)
    {
        var slack = RoundedDivision.Divide((Int128)pressure * (options.CompletionGain.Units + options.CompletionLoss.Units), Full, Rounding.Down);
        var allowed = Price.Scale - costUnits - options.CompletionGain.Units + slack;
        var units = Math.Min(allowed, tick.Highest.Units) / tick.Units * tick.Units;
        while (units >= tick.Units && units + FeeUnits(fees, (int)units) > allowed)
        {
            units -= tick.Units;
        }

        return units >= tick.Units ? new Price((int)units) : null;
    }

    /// <summary>The taker fee of a share in 1/10 000 dollar, rounded up.</summary>
    public static long FeeUnits(FeeSchedule fees, int units)
    {
        const int Shares = 1_000;
        var fee = FeeCurve.TakerFee(fees, new Price(units), Size.Shares(Shares));
        return RoundedDivision.Divide(fee.Micros, Shares * (Money.Scale / Price.Scale), Rounding.Up);
    }
}
