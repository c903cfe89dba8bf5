using PolyCloud.Engine.Book;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>Copies a market's state out for people.</summary>
internal static class MarketReport
{
    public static MarketView Of(Market market, OrderTable orders, Reason globalHalt)
    {
        var books = PositionSum.Of(market);
        return new MarketView
        {
            Market = market.Id,
            Spec = market.Spec,
            Phase = market.Phase.Current,
            NextPhaseAt = market.Phase.NextStep,
            Strike = market.Signals.Strike,
            Underlying = market.Underlying.LastSpot?.Price,
            Group = ParameterGroups.Of(market.Spec),
            Halt = globalHalt != Reason.None ? globalHalt : market.Halt,
            NotQuoting = market.NotQuoting.Current,
            Up = OutcomeOf(market, books, Outcome.Up),
            Down = OutcomeOf(market, books, Outcome.Down),
            UpBookEpoch = market.UpBook.Epoch,
            DownBookEpoch = market.DownBook.Epoch,
            CompleteSets = books.Sets,
            RealizedPnl = books.Realized,
            UnrealizedPnl = Unrealized(market),
            Fees = books.Fees,
            LiveOrders = [.. OrdersOf(market, orders)],
            Winner = market.Winner,
        };
    }

    /// <summary>What each bot holds, by its number.</summary>
    public static List<SeatView> SeatsOf(Market market)
    {
        var views = new List<SeatView>(market.Seats.Length);
        foreach (var seat in market.Seats)
        {
            ref readonly var books = ref seat.Ledger.Books;
            views.Add(new SeatView(
                market.Id, seat.Bot.Id, books.Up.Size, books.Down.Size, books.Up.Cost, books.Down.Cost, books.Sets, books.Realized, Unrealized(market, seat), books.Fees, books.Gas,
                books.Volume, books.TripsClosed, seat.NotQuoting));
        }

        return views;
    }

    /// <summary>Unpaired shares at the best bid less their cost.</summary>
    public static Money Unrealized(Market market)
    {
        var unrealized = Money.Zero;
        foreach (var seat in market.Seats)
        {
            unrealized += Unrealized(market, seat);
        }

        return unrealized;
    }

    /// <summary>The same of one bot.</summary>
    public static Money Unrealized(Market market, Seat seat)
    {
        ref readonly var books = ref seat.Ledger.Books;
        return Marked(books.Up, market.UpBook) + Marked(books.Down, market.DownBook);
    }

    public static List<LiveOrder> OrdersOf(Market market, OrderTable orders)
    {
        var live = new List<LiveOrder>(market.OpenCount);
        foreach (var index in market.Open)
        {
            ref readonly var order = ref orders[index];
            if (!order.State.IsTerminal())
            {
                live.Add(new LiveOrder(
                    order.Intent, order.Market, order.Bot, order.State, order.Purpose, order.Type, order.Outcome, order.Side,
                    order.Price, order.Size, order.Executed, order.Remaining, order.Placed));
            }
        }

        return live;
    }

    private static Size Confirmed(Market market, Outcome outcome)
    {
        var confirmed = Size.Zero;
        foreach (var seat in market.Seats)
        {
            confirmed += seat.Ledger.Confirmed(outcome);
        }

        return confirmed;
    }

    private static Money Marked(Lot lot, OrderBook book) =>
        Money.Notional(book.HasBid ? book.BestBid : Price.Zero, lot.Size, Rounding.Down) - lot.Cost;

    private static OutcomeView OutcomeOf(Market market, in PositionSum books, Outcome outcome)
    {
        var book = market.Book(outcome);
        var lot = books.LotOf(outcome);
        return new OutcomeView(
            books.TokensOf(outcome), Confirmed(market, outcome), lot.Size, lot.Cost,
            book.HasBid ? book.BestBid : null, book.HasAsk ? book.BestAsk : null);
    }
}
