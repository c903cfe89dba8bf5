using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>Own resting orders of one market: two short lists, the best priced first, then the oldest.</summary>
internal sealed class RestingOrders(PaperOptions options)
{
    private readonly List<PaperOrder> _bids = [];
    private readonly List<PaperOrder> _asks = [];

    internal bool IsEmpty => _bids.Count + _asks.Count == 0;

    /// <summary>When the first unexplained shrink counts as cancels.</summary>
    internal Timestamp NextSettle { get; private set; } = Timestamp.Never;

    internal List<PaperOrder> Of(Side upSide) => upSide == Side.Buy ? _bids : _asks;

    internal void Add(Timestamp at, PaperOrder order, PaperBook book)
    {
        order.Place = new QueuePlace(options.Queue, options.PrintWindow, book.Shares(order.UpSide, order.UpUnits));
        order.AheadAtEntry = new Size(order.Place.Ahead);
        order.RestsSince = at;
        var orders = Of(order.UpSide);
        var index = orders.Count;
        while (index > 0 && orders[index - 1].Through(order.UpUnits) < 0)
        {
            index--;
        }

        orders.Insert(index, order);
    }

    internal void Remove(PaperOrder order)
    {
        _ = Of(order.UpSide).Remove(order);
        order.Place = null;
    }

    internal void OnShrink(Timestamp at, Side upSide, int units, long lost)
    {
        foreach (var order in Of(upSide))
        {
            if (order.UpUnits == units)
            {
                order.Place!.OnShrink(at, lost);
                NextSettle = Timestamp.Earlier(NextSettle, order.Place.SettlesAt);
            }
        }
    }

    internal void Settle(Timestamp now, PaperBook book)
    {
        NextSettle = Timestamp.Never;
        Settle(_bids, now, book);
        Settle(_asks, now, book);
    }

    private void Settle(List<PaperOrder> orders, Timestamp now, PaperBook book)
    {
        foreach (var order in orders)
        {
            if (order.Place!.SettlesAt <= now)
            {
                order.Place.Settle(book.Shares(order.UpSide, order.UpUnits));
            }

            NextSettle = Timestamp.Earlier(NextSettle, order.Place.SettlesAt);
        }
    }
}
