using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Orders;

/// <summary>The orders of one placement call, in the order they stand in its body.</summary>
/// <param name="Batch">Null where the call carries one order only.</param>
internal readonly record struct PostedOrders(GatewayOrder First, GatewayOrder[]? Batch);

/// <summary>Hands signed orders over: what is due at the same moment goes as one batch.</summary>
internal sealed class OrderPosts
{
    private readonly OrderGatewayOptions _options;
    private readonly TradingRequests _requests;
    private readonly OrderTable _orders;
    private readonly Action<Timestamp, GatewayOrder> _refused;
    private readonly IpRateFamily _single;
    private readonly IpRateFamily _batch;

    /// <summary>To be sent at the end of the step; bounded by the order table.</summary>
    private readonly List<GatewayOrder> _due = [];

    /// <summary>In flight; bounded by the placement budget times the call's timeout.</summary>
    private readonly Dictionary<long, PostedOrders> _calls = [];

    /// <param name="limits">Of this address, shared with cancels.</param>
    /// <param name="refused">Told each order that the limits of this address hold back.</param>
    public OrderPosts(OrderGatewayOptions options, TradingRequests requests, OrderTable orders, IpRateLimits limits, Action<Timestamp, GatewayOrder> refused)
    {
        _options = options;
        _requests = requests;
        _orders = orders;
        _refused = refused;
        _single = limits.Family(VenueService.Clob, "POST", "/order");
        _batch = limits.Family(VenueService.Clob, "POST", "/orders");
    }

    /// <summary>A moment that has passed where something is due.</summary>
    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public bool TryTake(long callId, out PostedOrders posted) => _calls.Remove(callId, out posted);

    /// <summary>To be sent with the next <see cref="Flush"/>.</summary>
    public void Add(Timestamp now, GatewayOrder order)
    {
        order.State = GatewayOrderState.WaitingToSend;
        order.SentAt = now;
        _due.Add(order);
        NextDeadline = now;
    }

    /// <summary>Sends what is due. An order that was cancelled in the same step never leaves.</summary>
    public void Flush(Timestamp now, HttpOutbox outbox)
    {
        if (_due.Count == 0)
        {
            return;
        }

        NextDeadline = Timestamp.Never;
        _due.RemoveAll(static order => order.State != GatewayOrderState.WaitingToSend);
        for (var from = 0; from < _due.Count; from += TradingRequests.MaximumBatch)
        {
            var count = Math.Min(TradingRequests.MaximumBatch, _due.Count - from);
            if (!(count == 1 ? _single : _batch).TryTake(now))
            {
                for (var index = from; index < from + count; index++)
                {
                    _refused(now, _due[index]);
                }
            }
            else if (count == 1)
            {
                Send(now, new PostedOrders(_due[from], null), outbox);
            }
            else
            {
                Send(now, new PostedOrders(_due[from], [.. _due.GetRange(from, count)]), outbox);
            }
        }

        _due.Clear();
    }

    private void Send(Timestamp now, in PostedOrders posted, HttpOutbox outbox)
    {
        var id = outbox.NextId();
        _calls.Add(id, posted);
        outbox.Add(posted.Batch is { } batch
            ? _requests.PostOrders(id, now, [.. batch.Select(order => order.Entry)], _options.PlacementTimeout)
            : _requests.PostOrder(id, now, posted.First.Entry, _options.PlacementTimeout));
        if (posted.Batch is null)
        {
            Sent(now, posted.First);
            return;
        }

        foreach (var order in posted.Batch)
        {
            Sent(now, order);
        }
    }

    private void Sent(Timestamp now, GatewayOrder order)
    {
        order.State = GatewayOrderState.Placing;
        order.SentAt = now;
        _orders.Schedule(order, now + (_options.PlacementTimeout * 2));
    }
}
