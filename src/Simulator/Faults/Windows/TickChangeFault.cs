using PolyCloud.Engine.Values;
using PolyCloud.Exchange;

namespace PolyCloud.Simulator.Faults.Windows;

/// <summary>The grid of every open window changes when it begins; rate is drawn per window.</summary>
internal sealed class TickChangeFault(ExchangeVenue exchange) : VenueFault(
    "tick-change", "The tick of windows that take orders changes, whatever their price; resting orders stay.",
    new FaultParameter("tick-units", "The new tick in units of 0.0001 dollar: 1, 10, 25, 50, 100 or 1000.", 10, 1, 1000))
{
    internal override void Validate(FaultPlan plan)
    {
        base.Validate(plan);
        if (plan.Values.TryGetValue("tick-units", out var units) && units is not (1 or 10 or 25 or 50 or 100 or 1000))
        {
            throw new FaultPlanException($"{Name}: tick-units is {units}; the venue's ticks are 1, 10, 25, 50, 100 and 1000.");
        }
    }

    internal override void Begin(Timestamp now)
    {
        foreach (var listing in exchange.Listings)
        {
            if (listing.AcceptingOrders && listing.Spec.Opens <= now && Strikes(now))
            {
                exchange.ChangeTick(listing.Id, new TickSize((int)Value("tick-units")));
            }
        }
    }
}
