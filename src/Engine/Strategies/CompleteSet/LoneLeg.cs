using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>A token held without its partner: how much, since when, at what cost. Less than the smallest order is dust, not a leg.</summary>
internal readonly record struct LoneLeg
{
    private LoneLeg(Outcome outcome, Size size, Duration age, bool isHandedOver, long costUnits, Size booked)
    {
        Outcome = outcome;
        Size = size;
        Age = age;
        IsHandedOver = isHandedOver;
        CostUnits = costUnits;
        Booked = booked;
    }

    public Outcome Outcome { get; }

    /// <summary>Shares without a partner, announced executions included; zero where there is no leg.</summary>
    public Size Size { get; }

    /// <summary>Since it is large enough to be ordered for, as the time stop counts it.</summary>
    public Duration Age { get; }

    /// <summary>The closing layer has it, or its time is up.</summary>
    public bool IsHandedOver { get; }

    /// <summary>Average cost of a share with fees, 1/10 000 dollar, rounded up.</summary>
    public long CostUnits { get; }

    /// <summary>Shares whose cost is known, because their executions were told.</summary>
    public Size Booked { get; }

    public bool Exists => Size.IsPositive;

    public static LoneLeg Of(in StrategyView view, CompleteSetOptions options)
    {
        var net = view.Exposure.Net;
        var minimum = view.Spec.MinimumOrderSize;
        if (net.Magnitude < minimum)
        {
            return default;
        }

        var outcome = view.Exposure.Held;
        var lot = view.Position.LotOf(outcome);
        var age = view.Position.Net.Magnitude >= minimum ? view.Now - view.Position.TripOpened : Duration.Zero;
        var cost = lot.Size.IsPositive ? RoundedDivision.Divide((Int128)lot.Cost.Micros * Price.Scale, lot.Size.Units, Rounding.Up) : 0;
        var given = view.Live.Has(QuoteSlot.Closing) || age >= options.LegPatience || view.Phase >= MarketPhase.CloseOnly;
        return new LoneLeg(outcome, net.Magnitude, age, given, cost, Size.Min(lot.Size, net.Magnitude));
    }
}
