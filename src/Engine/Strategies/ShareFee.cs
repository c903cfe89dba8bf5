using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>The taker fee of one share beside its price, both in 1/10 000 dollar, always rounded against the taker.</summary>
internal static class ShareFee
{
    // The fee of one share alone would be rounded up by a tenth of a unit; that of many is exact enough.
    private const int Shares = 1_000;

    /// <summary>Rounded up.</summary>
    public static int Units(FeeSchedule fees, Price price) => (int)RoundedDivision.Divide(
        FeeCurve.TakerFee(fees, price, Size.Shares(Shares)).Micros, Shares * (Money.Scale / Price.Scale), Rounding.Up);

    /// <summary>The dearest price of the grid whose price and fee stay within what is allowed; nothing where none does.</summary>
    public static Price? HighestWithin(FeeSchedule fees, TickSize tick, long allowed)
    {
        for (var units = Math.Min(allowed, tick.Highest.Units) / tick.Units * tick.Units; units >= tick.Units; units -= tick.Units)
        {
            if (units + Units(fees, new Price((int)units)) <= allowed)
            {
                return new Price((int)units);
            }
        }

        return null;
    }

    /// <summary>The cheapest price of the grid whose price less fee reaches what is needed; nothing where none does.</summary>
    public static Price? LowestFor(FeeSchedule fees, TickSize tick, long needed)
    {
        var first = RoundedDivision.Divide(Math.Max(needed, tick.Units), tick.Units, Rounding.Up) * tick.Units;
        for (var units = first; units <= tick.Highest.Units; units += tick.Units)
        {
            if (units - Units(fees, new Price((int)units)) >= needed)
            {
                return new Price((int)units);
            }
        }

        return null;
    }
}
