using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>
/// Where our orders stand in their queues, from public data alone and on the cautious side: behind everything shown when we join;
/// trades at our price shorten the queue from the front; other people's cancels are taken to come from behind us, so they only
/// count where the whole level is smaller than the queue was thought to be.
/// </summary>
internal static class QueueEstimate
{
    /// <summary>An order is about to join: everything shown at its price is before it.</summary>
    public static Size AtEntry(Market market, Outcome outcome, Side side, Price price) => market.Book(outcome).SizeAt(side, price);

    /// <summary>The book may have shrunk: nobody can be before us who is not shown.</summary>
    public static void Follow(Market market, OrderTable orders)
    {
        foreach (var index in market.Open)
        {
            ref var order = ref orders[index];
            if (order.QueueAhead.IsPositive)
            {
                order.QueueAhead = Size.Min(order.QueueAhead, market.Book(order.Outcome).SizeAt(order.Side, order.Price));
            }
        }
    }

    /// <summary>A trade was printed: it took the front of the queue it met.</summary>
    public static void Follow(Market market, OrderTable orders, in TradePrint print)
    {
        var makerUpSide = (print.Outcome == Outcome.Up ? print.TakerSide : print.TakerSide.Opposite()).Opposite();
        var upPrice = print.Outcome == Outcome.Up ? print.Price : print.Price.Complement;
        foreach (var index in market.Open)
        {
            ref var order = ref orders[index];
            if (order.UpSide == makerUpSide && order.UpPrice == upPrice)
            {
                order.QueueAhead = Size.Max(order.QueueAhead - print.Size, Size.Zero);
            }
        }
    }
}
