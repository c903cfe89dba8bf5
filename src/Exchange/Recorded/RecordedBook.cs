using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Matching;
using PolyCloud.Exchange.Orders;

namespace PolyCloud.Exchange.Recorded;

/// <summary>
/// Displayed liquidity of a recording in one listing's book, and what it does to resting orders of accounts.
/// <list type="bullet">
/// <item>Queue: an order goes behind all that is displayed on arrival. A growing level grows at its end; a shrinking one shrinks
/// from its end, the reading that cancels come from behind, so an order's place is never better than the displayed size allows.
/// Only another account's taker can use that place.</item>
/// <item>Fills: an order is filled, whole and at its own price, once the recorded opposite best price lies strictly beyond its
/// price: the market traded through it. A touch fills nothing.</item>
/// <item>While the recorded opposite best stands exactly at its price the order is taken off display, since a book cannot be
/// locked; it returns at the end of its queue. It is still live and can be cancelled.</item>
/// <item>Nothing is judged while the recorded bids and asks cross: a recording writes one level at a time.</item>
/// </list>
/// What accounts take from a displayed level stays taken until the recording writes that level again.
/// </summary>
internal sealed class RecordedBook(ListingState market, TradeExecutor executor)
{
    private readonly List<LiveOrder> _resting = [];

    internal void Join(LiveOrder order) => _resting.Add(order);

    internal void Forget(LiveOrder order) => _resting.Remove(order);

    internal void SetLevel(Side side, int units, long shares)
    {
        var change = shares - RecordedShares(side, units);
        if (change > 0)
        {
            Grow(side, units, change);
        }
        else if (change < 0)
        {
            Shrink(side, units, -change);
        }

        if (change != 0)
        {
            executor.TellLevel(market, side, units);
        }

        JudgeResting();
    }

    private void Grow(Side side, int units, long shares)
    {
        var tail = market.Book[side].Level(units).Tail;
        if (tail != 0 && market.Book.Order(tail).IsRecorded)
        {
            market.Book.Resize(tail, market.Book.Order(tail).Shares + shares);
        }
        else
        {
            market.Book.Add(side, units, shares, owner: null, isRecorded: true);
        }
    }

    private void Shrink(Side side, int units, long shares)
    {
        for (var slot = market.Book[side].Level(units).Tail; slot != 0 && shares > 0;)
        {
            var order = market.Book.Order(slot);
            if (order.IsRecorded)
            {
                var gone = Math.Min(shares, order.Shares);
                shares -= gone;
                if (gone == order.Shares)
                {
                    market.Book.Remove(slot);
                }
                else
                {
                    market.Book.Resize(slot, order.Shares - gone);
                }
            }

            slot = order.Previous;
        }
    }

    private void JudgeResting()
    {
        if (_resting.Count == 0)
        {
            return;
        }

        var bid = BestRecorded(Side.Buy);
        var ask = BestRecorded(Side.Sell);
        if (bid >= 0 && ask >= 0 && bid >= ask)
        {
            return;
        }

        for (var index = 0; index < _resting.Count;)
        {
            var order = _resting[index];
            var opposite = order.UpSide == Side.Buy ? ask : bid;
            var through = order.UpSide == Side.Buy ? order.UpPrice.Units - opposite : opposite - order.UpPrice.Units;
            if (opposite >= 0 && through > 0)
            {
                // Closing the order takes it out of this list.
                executor.ExecuteThrough(market, order);
                continue;
            }

            Display(order, shown: opposite < 0 || through < 0);
            index++;
        }
    }

    private void Display(LiveOrder order, bool shown)
    {
        if (shown == (order.BookSlot != 0))
        {
            return;
        }

        if (shown)
        {
            order.BookSlot = market.Book.Add(order.UpSide, order.UpPrice.Units, order.View.Remaining.Units, order);
        }
        else
        {
            market.Book.Remove(order.BookSlot);
            order.BookSlot = 0;
        }

        executor.TellLevel(market, order.UpSide, order.UpPrice.Units);
    }

    private int BestRecorded(Side side)
    {
        var half = market.Book[side];
        var units = half.Best;
        while (units >= 0 && RecordedShares(side, units) == 0)
        {
            units = half.NextWorse(units);
        }

        return units;
    }

    private long RecordedShares(Side side, int units)
    {
        long shares = 0;
        for (var slot = market.Book[side].Level(units).Head; slot != 0; slot = market.Book.Order(slot).Next)
        {
            ref readonly var order = ref market.Book.Order(slot);
            shares += order.IsRecorded ? order.Shares : 0;
        }

        return shares;
    }
}
