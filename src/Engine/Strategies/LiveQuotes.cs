using System.Numerics;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>One live order of a bot, as its strategy may know it.</summary>
/// <param name="QueueAhead">Estimated shares of others that trade first at its price.</param>
/// <param name="IsLeaving">Being cancelled: it may still fill.</param>
internal readonly record struct LiveQuote(
    QuoteSlot Slot, Outcome Outcome, Side Side, Price Price, Size Remaining, Size QueueAhead, Timestamp Placed, bool IsLeaving);

/// <summary>A bot's live orders in one market by slot. One object serves all looks, filled anew for each.</summary>
internal sealed class LiveQuotes
{
    private readonly OrderTable _orders;
    private readonly int[] _places = new int[QuoteSlot.Count];
    private Price _highestUpBid;
    private Price _highestDownBid;

    public LiveQuotes(OrderTable orders) => _orders = orders;

    /// <summary>One bit for each slot with a live order, the closing layer's included.</summary>
    public ulong Occupied { get; private set; }

    public int Count => BitOperations.PopCount(Occupied);

    /// <summary>
    /// The dearest order of the bot that may still buy this token: leaving ones, the closing layer's, and those that share a slot
    /// count too. Zero where there is none.
    /// </summary>
    public Price HighestBid(Outcome outcome) => outcome == Outcome.Up ? _highestUpBid : _highestDownBid;

    public bool Has(QuoteSlot slot) => (Occupied & slot.Bit) != 0;

    /// <summary>The live order of a slot; false where there is none.</summary>
    public bool TryGet(QuoteSlot slot, out LiveQuote quote)
    {
        quote = default;
        if (!Has(slot))
        {
            return false;
        }

        ref readonly var order = ref _orders[_places[slot.Number]];
        quote = new LiveQuote(
            slot, order.Outcome, order.Side, order.Price, order.Remaining, order.QueueAhead, order.Placed, order.CancelWanted);
        return true;
    }

    internal int PlaceOf(QuoteSlot slot) => _places[slot.Number];

    /// <summary>Where two live orders have one slot (one was believed lost), the older stands for it.</summary>
    internal void Load(Market market, BotId bot)
    {
        Occupied = 0;
        _highestUpBid = Price.Zero;
        _highestDownBid = Price.Zero;
        foreach (var index in market.Open)
        {
            ref readonly var order = ref _orders[index];
            if (order.Bot != bot || order.State.IsTerminal())
            {
                continue;
            }

            NoteBid(order);
            var bit = order.Slot.Bit;
            if ((Occupied & bit) == 0)
            {
                Occupied |= bit;
                _places[order.Slot.Number] = index;
            }
        }
    }

    internal void Add(QuoteSlot slot, int index)
    {
        Occupied |= slot.Bit;
        _places[slot.Number] = index;
    }

    private void NoteBid(in OrderRecord order)
    {
        ref var highest = ref order.Outcome == Outcome.Up ? ref _highestUpBid : ref _highestDownBid;
        if (order.Side == Side.Buy && order.Remaining.IsPositive && order.Price > highest)
        {
            highest = order.Price;
        }
    }
}
