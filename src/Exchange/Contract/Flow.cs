using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Contract;

/// <summary>
/// A resting order of the order flow (<see cref="ExchangeVenue.PlaceFlow"/>). Stale handles are known as such, also after the
/// slot has been used again, so a flow may keep them without being told of its fills.
/// </summary>
public readonly record struct FlowOrder(ListingId Listing, int Slot, int Generation)
{
    /// <summary>Nothing rests: it was matched whole, refused, or the listing takes no orders.</summary>
    public static FlowOrder None => default;

    public bool IsNone => Slot == 0;
}

/// <summary>What everything at the exchange adds up to; <see cref="IsConserved"/> holds at every moment.</summary>
/// <param name="Deposits">Collateral the accounts were opened with.</param>
/// <param name="Collateral">Settled dollars of all accounts.</param>
/// <param name="Pending">Proceeds of sells not confirmed.</param>
/// <param name="FlowCash">Cash of the order flow, signed: the flow is not funded.</param>
/// <param name="Backing">One dollar for each complete set in existence or owed to trades on their way.</param>
public readonly record struct ExchangeTotals(Money Deposits, Money Collateral, Money Pending, Money FlowCash, Money Fees, Money Backing)
{
    public bool IsConserved => Collateral + Pending + FlowCash + Fees + Backing == Deposits;
}
