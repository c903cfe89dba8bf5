using System.Diagnostics.CodeAnalysis;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange.Orders;

/// <summary>Every order the exchange knows: those held or resting, and the latest that ended.</summary>
internal sealed class OrderRegistry
{
    /// <summary>Ended orders kept for questions and for telling duplicates: days of a market maker's orders. The oldest are forgotten first.</summary>
    internal const int EndedMax = 50_000;

    private readonly Dictionary<Hash256, LiveOrder> _live = [];
    private readonly Dictionary<Hash256, VenueOrder> _ended = [];
    private readonly Queue<Hash256> _endedOrder = new();
    private long _sequence;

    internal long NextSequence() => _sequence++;

    internal bool Knows(Hash256 id) => _live.ContainsKey(id) || _ended.ContainsKey(id);

    internal bool TryLive(Hash256 id, [NotNullWhen(true)] out LiveOrder? order) => _live.TryGetValue(id, out order);

    internal VenueOrder? Find(Hash256 id) =>
        _live.TryGetValue(id, out var live) ? live.View : _ended.GetValueOrDefault(id);

    /// <summary>Takes an order in, before it is held or rests.</summary>
    internal void Open(LiveOrder order) => _live.Add(order.View.Order.Id, order);

    /// <summary>The order rests now: its credential can see and cancel it.</summary>
    internal static void Rest(LiveOrder order)
    {
        order.View.Status = VenueOrderStatus.Live;
        order.Credential.Open.Add(order);
    }

    /// <summary>Forgets an order that was refused after all; it may be sent again.</summary>
    internal void Forget(LiveOrder order)
    {
        Ledger.Reserve(order, 0);
        _live.Remove(order.View.Order.Id);
    }

    /// <summary>The order ended; what it kept aside is free.</summary>
    internal void Close(LiveOrder order, VenueOrderStatus status)
    {
        Ledger.Reserve(order, 0);
        order.View.Status = status;
        order.Credential.Open.Remove(order);
        order.Market.Recorded?.Forget(order);
        if (!_live.Remove(order.View.Order.Id))
        {
            return;
        }

        if (_endedOrder.Count == EndedMax)
        {
            _ended.Remove(_endedOrder.Dequeue());
        }

        _ended.Add(order.View.Order.Id, order.View);
        _endedOrder.Enqueue(order.View.Order.Id);
    }
}
