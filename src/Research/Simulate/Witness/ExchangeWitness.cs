using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Research.Simulate.Witness;

/// <summary>The truth at the exchange, kept as it is told: live orders and trades of accounts, windows, and how much happened.</summary>
internal sealed class ExchangeWitness(EventLog log) : IExchangeListener
{
    private readonly Dictionary<Hash256, VenueOrder> _live = [];
    private readonly Dictionary<ListingId, List<VenueTrade>> _trades = [];
    private readonly List<Listing> _listings = [];
    private readonly List<VenueOrder> _placed = [];

    /// <summary>Book changes, trades and order changes so far.</summary>
    public long Events { get; private set; }

    /// <summary>Orders of accounts that the exchange took.</summary>
    public long OrdersTaken { get; private set; }

    /// <summary>Trades that an account took part in.</summary>
    public long Trades { get; private set; }

    /// <summary>Rises with every change of an account's order or trade.</summary>
    public long Version { get; private set; }

    /// <summary>Orders of accounts that rest now.</summary>
    public IReadOnlyDictionary<Hash256, VenueOrder> Live => _live;

    /// <summary>Orders taken since the invariants were checked last.</summary>
    public List<VenueOrder> NewOrders => _placed;

    public IReadOnlyList<Listing> Listings => _listings;

    /// <summary>Trades of a window that an account took part in.</summary>
    public IReadOnlyList<VenueTrade> TradesOf(ListingId listing) => _trades.GetValueOrDefault(listing) ?? [];

    public Listing ListingOf(ListingId id) => _listings[id.Slot];

    public void LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total) => Events++;

    public void Traded(Timestamp at, VenueTrade trade)
    {
        Events++;
        if (trade.Makers.Count == 0)
        {
            return;
        }

        Trades++;
        Version++;
        if (!_trades.TryGetValue(trade.Listing, out var trades))
        {
            _trades[trade.Listing] = trades = [];
        }

        trades.Add(trade);
        log.Add(at, "trade", trade.Listing.Slot, trade.Size.Units, trade.Price.Units, trade.Side == Side.Buy ? "taker buys" : "taker sells");
    }

    public void TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
        Version++;
        log.Add(at, "trade-status", trade.Listing.Slot, trade.Size.Units, trade.Price.Units, StatusWords[(int)trade.Status]);
    }

    public void OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
        Events++;
        Version++;
        if (order.Status == VenueOrderStatus.Live)
        {
            _live[order.Order.Id] = order;
        }
        else
        {
            _live.Remove(order.Order.Id);
        }

        if (change == OrderChange.Placement)
        {
            OrdersTaken++;
            _placed.Add(order);
        }

        log.Add(at, ChangeWords[(int)change], order.Order.Listing.Slot, order.Remaining.Units, order.Price.Units, order.Order.Side == Side.Buy ? "buy" : "sell");
    }

    void IExchangeListener.Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
        if (!outcome.Accepted)
        {
            log.Add(at, "refused", outcome.Error);
        }
    }

    public void TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current) => log.Add(at, "tick", listing.Slot, current.Units, 0, "");

    public void OraclePublished(Timestamp at, string asset, in OracleTick tick) => Events++;

    public void Listed(Timestamp at, Listing listing) => _listings.Add(listing);

    public void Resolved(Timestamp at, ListingId listing, Outcome winner) => log.Add(at, "resolved", listing.Slot, (long)winner, 0, "");

    private static readonly string[] StatusWords = Enum.GetNames<FillStatus>();

    private static readonly string[] ChangeWords = ["order-placed", "order-updated", "order-ended"];
}
