using System.Collections.Concurrent;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>Inside the exchange: every order of an account that it took, whoever sent it.</summary>
internal sealed class TakenOrders : IExchangeListener
{
    private readonly ConcurrentDictionary<Hash256, byte> _taken = new();

    public int Count => _taken.Count;

    public IReadOnlyCollection<Hash256> All => [.. _taken.Keys];

    public void OrderChanged(Timestamp at, VenueOrder order, OrderChange change) => _taken[order.Order.Id] = 0;

    public void Listed(Timestamp at, Listing listing)
    {
    }

    public void Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
    }

    public void LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total)
    {
    }

    public void Traded(Timestamp at, VenueTrade trade)
    {
    }

    public void TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
    }

    public void Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
    }

    public void TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
    }

    public void OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
    }
}
