using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Tests;

/// <summary>Keeps everything the exchange tells, in order, as text and by kind.</summary>
internal sealed class EventLog : IExchangeListener
{
    public List<string> Lines { get; } = [];

    public List<VenueTrade> Trades { get; } = [];

    public List<(Timestamp At, Guid Trade, FillStatus Status)> Settlements { get; } = [];

    public List<(Timestamp At, Hash256 Order, OrderChange Change, VenueOrderStatus Status)> Orders { get; } = [];

    public Dictionary<PlacementTicket, (Timestamp At, PlacementOutcome Outcome)> Outcomes { get; } = [];

    public List<(Timestamp At, OracleTick Tick)> OracleTicks { get; } = [];

    public List<(Timestamp At, TickSize Current)> TickSizes { get; } = [];

    public List<(Timestamp At, Outcome Winner)> Results { get; } = [];

    public void LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total) =>
        Lines.Add($"{at.Micros} level {listing.Slot} {side} {price} {total}");

    public void Traded(Timestamp at, VenueTrade trade)
    {
        Trades.Add(trade);
        Lines.Add($"{at.Micros} trade {trade.Id} {trade.Outcome} {trade.Side} {trade.Price} {trade.Size} {trade.Amount} {trade.Fee} {trade.Makers.Count}");
    }

    public void TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
        Settlements.Add((at, trade.Id, trade.Status));
        Lines.Add($"{at.Micros} status {trade.Id} {trade.Status}");
    }

    public void OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
        Orders.Add((at, order.Order.Id, change, order.Status));
        Lines.Add($"{at.Micros} order {order.Order.Id} {change} {order.Status} {order.Matched}");
    }

    public void Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
        Outcomes.Add(ticket, (at, outcome));
        Lines.Add($"{at.Micros} placed {ticket.Number} {outcome.Error} {outcome.Status} {outcome.MakingAmount} {outcome.TakingAmount}");
    }

    public void TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
        TickSizes.Add((at, current));
        Lines.Add($"{at.Micros} tick {listing.Slot} {old} {current}");
    }

    public void OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
        OracleTicks.Add((at, tick));
        Lines.Add($"{at.Micros} oracle {asset} {tick.Source} {tick.Price}");
    }

    public void Listed(Timestamp at, Listing listing) => Lines.Add($"{at.Micros} listed {listing.Id.Slot}");

    public void Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
        Results.Add((at, winner));
        Lines.Add($"{at.Micros} resolved {listing.Slot} {winner}");
    }
}
