using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Tests.Flow;

/// <summary>Keeps what an exchange told, as text lines, for the tests of its flows.</summary>
internal sealed class TapeRecorder : IExchangeListener
{
    public List<string> Lines { get; } = [];

    public List<Listing> Listed { get; } = [];

    public List<Timestamp> ListedAt { get; } = [];

    public List<Timestamp> SpotObserved { get; } = [];

    public List<(ListingId Listing, Outcome Winner)> Results { get; } = [];

    void IExchangeListener.LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total) =>
        Lines.Add($"{at.Micros} {listing.Slot} {side} {price} {total}");

    void IExchangeListener.Traded(Timestamp at, VenueTrade trade) => Lines.Add($"{at.Micros} {trade.Listing.Slot} traded {trade.Price} {trade.Size}");

    void IExchangeListener.TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
    }

    void IExchangeListener.OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
    }

    void IExchangeListener.Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
    }

    void IExchangeListener.TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
    }

    void IExchangeListener.OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
        if (tick.Source == OracleSource.Spot)
        {
            SpotObserved.Add(tick.Observed);
            Lines.Add($"{at.Micros} {tick.Price}");
        }
    }

    void IExchangeListener.Listed(Timestamp at, Listing listing)
    {
        Listed.Add(listing);
        ListedAt.Add(at);
    }

    void IExchangeListener.Resolved(Timestamp at, ListingId listing, Outcome winner) => Results.Add((listing, winner));
}
