using PolyCloud.Engine.Markets;

namespace PolyCloud.Engine.Orders;

/// <summary>
/// All orders by number. Intents are numbered in sequence, so a number's place is its rest by the capacity; a finished order is
/// kept until its place is needed, so that late executions still find it.
/// </summary>
internal sealed class OrderTable
{
    /// <summary>Sixteen markets full of orders are a quarter of it; the rest remembers what is over, for late executions.</summary>
    public const int Capacity = 4096;

    private readonly OrderRecord[] _orders = new OrderRecord[Capacity];
    private readonly long _first;
    private long _next;

    public OrderTable(long firstIntent)
    {
        _first = firstIntent;
        _next = firstIntent;
    }

    public ref OrderRecord this[int index] => ref _orders[index];

    /// <summary>Whether this engine has given out that number.</summary>
    public bool HasIssued(IntentId intent) => intent.Number >= _first && intent.Number < _next;

    /// <summary>The place of an order still remembered, or −1.</summary>
    public int Find(IntentId intent)
    {
        if (intent.Number <= 0)
        {
            return -1;
        }

        var index = (int)(intent.Number % Capacity);
        return _orders[index].Intent == intent ? index : -1;
    }

    /// <summary>A fresh number and its place. A number whose place is still taken by an order that lives is skipped.</summary>
    /// <exception cref="InvalidOperationException">Every place holds a live order.</exception>
    public int Add(MarketId market, int generation)
    {
        for (var tries = 0; tries < Capacity; tries++)
        {
            var index = (int)(_next % Capacity);
            var intent = new IntentId(_next++);
            if (_orders[index].Intent.IsNone || _orders[index].IsOver)
            {
                _orders[index] = new OrderRecord { Intent = intent, Market = market, Generation = generation };
                return index;
            }
        }

        throw new InvalidOperationException("Every place of the order table holds a live order.");
    }
}
