using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>
/// What a position (of one bot in a market, or of all its bots) is and could become: executions told, executions announced and not told yet (they count as held),
/// and what may still execute of every order that is not terminal.
/// </summary>
internal struct Exposure
{
    /// <summary>Up − Down.</summary>
    public Size Net;

    /// <summary>The highest and lowest Up − Down if any subset of open orders fills.</summary>
    public Size Highest;
    public Size Lowest;

    /// <summary>Cost of what is held in lots and of announced buys, with fees, and the shares it covers.</summary>
    public Money Cost;
    public Size CostShares;

    /// <summary>What open buys may still cost.</summary>
    public Money OpenBuys;

    /// <summary>Shares and price times shares of all open orders, whichever side.</summary>
    public Size OpenShares;
    public Money OpenNotional;

    /// <summary>Shares that open sells have promised.</summary>
    public Size OpenSellsUp;
    public Size OpenSellsDown;

    /// <summary>Average cost of a share in price units (1/10 000 dollar), rounded up.</summary>
    public readonly long AverageCostUnits => CostShares.IsPositive
        ? RoundedDivision.Divide((Int128)Cost.Micros * Price.Scale, CostShares.Units, Rounding.Up)
        : 0;

    public readonly Outcome Held => Net.Units >= 0 ? Outcome.Up : Outcome.Down;

    public readonly Size OpenSells(Outcome outcome) => outcome == Outcome.Up ? OpenSellsUp : OpenSellsDown;

    /// <summary>Signed change of Up − Down by an execution.</summary>
    public static Size NetChange(Outcome outcome, Side side, Size size) =>
        (outcome == Outcome.Up) == (side == Side.Buy) ? size : -size;

    /// <summary>
    /// Whether an order could raise |Up − Down| if any subset of the open orders fills, in whole or in part: it must lie wholly
    /// within the reduction that is sure.
    /// </summary>
    public readonly bool WouldOpen(Size netChange) =>
        netChange.IsPositive ? (Highest + netChange).IsPositive : (Lowest + netChange).Units < 0;

    /// <summary>Of all bots of a market.</summary>
    public static Exposure Of(Market market, OrderTable orders)
    {
        var exposure = default(Exposure);
        foreach (var seat in market.Seats)
        {
            exposure.Hold(seat.Ledger.Books);
        }

        exposure.Await(market, orders, null);
        return exposure;
    }

    /// <summary>Of one bot of a market.</summary>
    public static Exposure Of(Market market, Seat seat, OrderTable orders)
    {
        var exposure = default(Exposure);
        exposure.Hold(seat.Ledger.Books);
        exposure.Await(market, orders, seat);
        return exposure;
    }

    /// <summary>Counts an order that has just been placed.</summary>
    public void Add(in OrderRecord order) => Count(order);

    private void Hold(in PositionFold books)
    {
        Net += books.Net;
        Cost += books.Up.Cost + books.Down.Cost;
        CostShares += books.Up.Size + books.Down.Size;
    }

    private void Await(Market market, OrderTable orders, Seat? seat)
    {
        foreach (var index in market.Open)
        {
            ref readonly var order = ref orders[index];
            if (seat is not null && order.Bot != seat.Bot.Id)
            {
                continue;
            }

            var awaited = order.Outstanding;
            if (!awaited.IsPositive)
            {
                continue;
            }

            Net += NetChange(order.Outcome, order.Side, awaited);
            if (order.Side == Side.Buy)
            {
                Cost += Money.Notional(order.Price, awaited, Rounding.Up);
                CostShares += awaited;
            }
        }

        Highest = Net;
        Lowest = Net;
        foreach (var index in market.Open)
        {
            if (seat is null || orders[index].Bot == seat.Bot.Id)
            {
                Count(orders[index]);
            }
        }
    }

    private void Count(in OrderRecord order)
    {
        var remaining = order.Remaining;
        var change = NetChange(order.Outcome, order.Side, remaining);
        Highest += Size.Max(change, Size.Zero);
        Lowest += Size.Min(change, Size.Zero);
        var notional = Money.Notional(order.Price, remaining, Rounding.Up);
        OpenShares += remaining;
        OpenNotional += notional;
        if (order.Side == Side.Buy)
        {
            OpenBuys += notional;
            return;
        }

        // Announced sales are not in the ledger yet and are promised all the same.
        var promised = remaining + order.Outstanding;
        if (order.Outcome == Outcome.Up)
        {
            OpenSellsUp += promised;
        }
        else
        {
            OpenSellsDown += promised;
        }
    }
}
