using System.Diagnostics.CodeAnalysis;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Orders;

/// <summary>The gateway's orders by intent and by hash, the unfinished ones in a list, and one timer each.</summary>
internal sealed class OrderTable
{
    private readonly Dictionary<long, GatewayOrder> _byIntent = [];
    private readonly Dictionary<Hash256, GatewayOrder> _byHash = [];
    private readonly List<GatewayOrder> _active = [];
    private readonly int _maximum;

    /// <summary>Stale timers stay until their time: a few for each order, none longer than the time of forgetting.</summary>
    private readonly PriorityQueue<(long Intent, Timestamp Due), (long Micros, long Sequence)> _timers = new();
    private long _sequence;

    public OrderTable(int maximum) => _maximum = maximum;

    public bool IsFull => _byIntent.Count >= _maximum;

    public int Count => _byIntent.Count;

    /// <summary>Unfinished orders; the order of the list depends only on what happened.</summary>
    public IReadOnlyList<GatewayOrder> Active => _active;

    public Timestamp NextDue => _timers.TryPeek(out _, out var priority) ? new Timestamp(priority.Micros) : Timestamp.Never;

    public bool TryGet(IntentId intent, [NotNullWhen(true)] out GatewayOrder? order) => _byIntent.TryGetValue(intent.Number, out order);

    public bool TryGet(in Hash256 hash, [NotNullWhen(true)] out GatewayOrder? order) => _byHash.TryGetValue(hash, out order);

    public void Add(GatewayOrder order)
    {
        _byIntent.Add(order.Intent.Number, order);
        _byHash.Add(order.Hash, order);
        Activate(order);
    }

    /// <summary>The order goes by another hash from now on; the old one was refused and names nothing any more.</summary>
    public void Rename(GatewayOrder order, in Hash256 hash)
    {
        _byHash.Remove(order.Hash);
        order.Hash = hash;
        _byHash.Add(hash, order);
    }

    /// <summary>Puts a finished order back among the unfinished.</summary>
    public void Activate(GatewayOrder order)
    {
        order.ActiveIndex = _active.Count;
        _active.Add(order);
    }

    /// <summary>Takes an order out of the unfinished.</summary>
    public void Finish(GatewayOrder order)
    {
        var last = _active[^1];
        _active[order.ActiveIndex] = last;
        last.ActiveIndex = order.ActiveIndex;
        _active.RemoveAt(_active.Count - 1);
    }

    public void Forget(GatewayOrder order)
    {
        _byIntent.Remove(order.Intent.Number);
        _byHash.Remove(order.Hash);
    }

    /// <summary>Sets the order's one timer.</summary>
    public void Schedule(GatewayOrder order, Timestamp due)
    {
        order.Due = due;
        _timers.Enqueue((order.Intent.Number, due), (due.Micros, ++_sequence));
    }

    /// <summary>Takes the next order whose timer has come.</summary>
    public bool TryTakeDue(Timestamp now, [NotNullWhen(true)] out GatewayOrder? order)
    {
        while (_timers.TryPeek(out var timer, out var priority) && priority.Micros <= now.Micros)
        {
            _timers.Dequeue();
            if (_byIntent.TryGetValue(timer.Intent, out order) && order.Due == timer.Due)
            {
                order.Due = Timestamp.Never;
                return true;
            }
        }

        order = null;
        return false;
    }
}
