using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Orders;

namespace PolyCloud.Exchange.Matching;

/// <summary>One resting order of the book, linked to its neighbours in time priority.</summary>
internal struct RestingOrder
{
    internal long Shares;
    internal int PriceUnits;
    internal int Next;
    internal int Previous;

    /// <summary>Counts the slot's uses, so that a handle to a former use is known to be stale.</summary>
    internal int Generation;
    internal Side Side;

    /// <summary>Displayed by a recording; belongs to nobody here.</summary>
    internal bool IsRecorded;
}

/// <summary>
/// The one book of a condition, in Up terms: BUY Up at p and SELL Down at 1 − p are the same bid. Orders live in a pooled array
/// of structs; adding, reducing and removing are O(1) and allocate nothing once the pool has grown.
/// </summary>
internal sealed class UnifiedBook
{
    /// <summary>Real books hold a few thousand orders; a hundred times that is a leak in whatever places them.</summary>
    internal const int OrdersMax = 1 << 18;

    private readonly BookSide _bids = new(Side.Buy);
    private readonly BookSide _asks = new(Side.Sell);
    private RestingOrder[] _orders = new RestingOrder[1024];
    private LiveOrder?[] _owners = new LiveOrder?[1024];
    private int _used = 1;
    private int _free;

    internal BookSide this[Side side] => side == Side.Buy ? _bids : _asks;

    internal ref readonly RestingOrder Order(int slot) => ref _orders[slot];

    /// <summary>The account's order in this slot; null for the flow's and a recording's.</summary>
    internal LiveOrder? Owner(int slot) => _owners[slot];

    internal bool IsCurrent(int slot, int generation) =>
        slot > 0 && slot < _used && _orders[slot].Generation == generation && _orders[slot].Shares > 0;

    internal long TotalShares(Side side, int priceUnits) => this[side].Level(priceUnits).TotalShares;

    /// <summary>Appends an order at the end of its level's queue.</summary>
    /// <exception cref="InvalidOperationException">The book holds <see cref="OrdersMax"/> orders.</exception>
    internal int Add(Side side, int priceUnits, long shares, LiveOrder? owner, bool isRecorded = false)
    {
        var slot = TakeSlot();
        ref var order = ref _orders[slot];
        order.Shares = shares;
        order.PriceUnits = priceUnits;
        order.Side = side;
        order.IsRecorded = isRecorded;
        order.Next = 0;
        _owners[slot] = owner;

        var half = this[side];
        ref var level = ref half.Level(priceUnits);
        order.Previous = level.Tail;
        if (level.Tail == 0)
        {
            level.Head = slot;
            half.Occupy(priceUnits);
        }
        else
        {
            _orders[level.Tail].Next = slot;
        }

        level.Tail = slot;
        level.TotalShares += shares;
        return slot;
    }

    /// <summary>Changes an order's rest in place, keeping its time priority. The new rest is positive.</summary>
    internal void Resize(int slot, long shares)
    {
        ref var order = ref _orders[slot];
        this[order.Side].Level(order.PriceUnits).TotalShares += shares - order.Shares;
        order.Shares = shares;
    }

    internal void Remove(int slot)
    {
        ref var order = ref _orders[slot];
        var half = this[order.Side];
        ref var level = ref half.Level(order.PriceUnits);
        level.TotalShares -= order.Shares;
        if (order.Previous == 0)
        {
            level.Head = order.Next;
        }
        else
        {
            _orders[order.Previous].Next = order.Next;
        }

        if (order.Next == 0)
        {
            level.Tail = order.Previous;
        }
        else
        {
            _orders[order.Next].Previous = order.Previous;
        }

        if (level.Head == 0)
        {
            half.Vacate(order.PriceUnits);
        }

        order.Shares = 0;
        unchecked
        {
            order.Generation++;
        }

        order.Next = _free;
        _free = slot;
        _owners[slot] = null;
    }

    /// <summary>Empties the book for reuse by another listing.</summary>
    internal void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        Array.Clear(_orders);
        Array.Clear(_owners);
        _used = 1;
        _free = 0;
    }

    private int TakeSlot()
    {
        if (_free != 0)
        {
            var slot = _free;
            _free = _orders[slot].Next;
            return slot;
        }

        if (_used == _orders.Length)
        {
            if (_used >= OrdersMax)
            {
                throw new InvalidOperationException($"A book holds at most {OrdersMax} orders; whatever places them does not cancel them.");
            }

            Array.Resize(ref _orders, _used * 2);
            Array.Resize(ref _owners, _used * 2);
        }

        return _used++;
    }
}
