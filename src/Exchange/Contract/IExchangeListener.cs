using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Contract;

/// <summary>How an order changed, in the user channel's words.</summary>
public enum OrderChange : byte
{
    Placement,
    Update,
    Cancellation,
}

/// <summary>What the exchange tells the wire host, in the order it happens. Called during the exchange's own calls; must not call back.</summary>
public interface IExchangeListener
{
    /// <summary>The total size at one level of the unified book changed. Prices and side are in Up terms; zero means gone.</summary>
    void LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total);

    /// <summary>A trade happened; all its level changes were told before.</summary>
    void Traded(Timestamp at, VenueTrade trade);

    /// <summary>A trade moved on its way to settlement (<see cref="VenueTrade.Status"/>).</summary>
    void TradeStatusChanged(Timestamp at, VenueTrade trade);

    void OrderChanged(Timestamp at, VenueOrder order, OrderChange change);

    /// <summary>The outcome of <see cref="ExchangeVenue.Place"/>; within the call or, for a held taker, later.</summary>
    void Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome);

    void TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current);

    /// <summary>A price of the underlying is published; <see cref="OracleTick.Observed"/> is earlier than <paramref name="at"/> by the publication lag.</summary>
    void OraclePublished(Timestamp at, string asset, in OracleTick tick);

    /// <summary>The underlying stands at this price now, for whoever shows exchanges; the oracle publishes on its own. Nothing by default.</summary>
    void UnderlyingMoved(Timestamp at, string asset, OraclePrice spot)
    {
    }

    /// <summary>A new window can be traded.</summary>
    void Listed(Timestamp at, Listing listing);

    void Resolved(Timestamp at, ListingId listing, Outcome winner);
}
