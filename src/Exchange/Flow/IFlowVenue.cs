using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Flow;

/// <summary>A resting order of the flow, as the venue numbers it; the default value is no order.</summary>
public readonly record struct FlowOrder(long Number)
{
    public bool Exists => Number != 0;
}

/// <summary>
/// What an order flow does at a venue. The exchange stands behind it where accounts trade; the calibration stands a bare book behind it,
/// because it measures the flow alone. All prices and sides are in Up terms.
/// </summary>
public interface IFlowVenue
{
    ListingId List(MarketSpec spec, bool takerDelay);

    /// <summary>One observation of the underlying's spot by the oracle.</summary>
    void ObserveUnderlying(string asset, OraclePrice spot, Timestamp observed);

    /// <summary>The best price that rests on a side, of anybody; null where the side is empty.</summary>
    Price? Best(ListingId listing, Side side);

    /// <summary>Rests an order of the flow behind what is queued at its price. It must not cross.</summary>
    FlowOrder Rest(Timestamp now, ListingId listing, Side side, Price price, Size size);

    /// <summary>What is left of an order; zero once it is filled or cancelled.</summary>
    Size Left(ListingId listing, FlowOrder order);

    /// <summary>Does nothing where the order is gone.</summary>
    void Cancel(Timestamp now, ListingId listing, FlowOrder order);

    /// <summary>
    /// A taker of the flow, matched at once (its delays already contain the venue's taker hold) against everything that rests, best price
    /// first, no worse than <paramref name="limit"/>; what is left over is dropped.
    /// </summary>
    /// <returns>The shares traded.</returns>
    Size Take(Timestamp now, ListingId listing, Side side, Price limit, Size size);

    /// <summary>Total size of a recording's displayed liquidity at one level; zero removes it.</summary>
    void SetExternalLevel(ListingId listing, Side side, Price price, Size size);

    void DeclareWinner(ListingId listing, Outcome winner);
}
