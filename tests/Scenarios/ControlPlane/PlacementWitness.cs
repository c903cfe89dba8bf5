using System.Collections.Concurrent;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>Inside the exchange: which of the orders that were announced to it came to rest, in which order, and which windows paid.</summary>
internal sealed class PlacementWitness : IExchangeListener
{
    private readonly ConcurrentDictionary<Hash256, string> _announced = new();
    private readonly ConcurrentQueue<string> _placed = new();
    private readonly ConcurrentDictionary<string, Outcome> _winners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ListingId, string> _slugs = new();

    /// <summary>What the announced orders were called, as the exchange took them.</summary>
    public IReadOnlyList<string> Taken => [.. _placed];

    public void Announce(Hash256 order, string name) => _announced[order] = name;

    public Outcome? WinnerOf(string slug) => _winners.TryGetValue(slug, out var winner) ? winner : null;

    public void OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
        if (change == OrderChange.Placement && _announced.TryGetValue(order.Order.Id, out var name))
        {
            _placed.Enqueue(name);
        }
    }

    public void Listed(Timestamp at, Listing listing) => _slugs[listing.Id] = listing.Spec.Slug;

    public void Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
        if (_slugs.TryGetValue(listing, out var slug))
        {
            _winners[slug] = winner;
        }
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
