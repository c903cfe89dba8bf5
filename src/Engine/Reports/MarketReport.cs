using PolyCloud.Engine.Book;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>Copies a market's state out for people.</summary>
internal static class MarketReport
{
    public static MarketView Of(Market market, OrderTable orders, Reason globalHalt) => new()
    {
        Market = market.Id,
        Spec = market.Spec,
        Phase = market.Phase.Current,
        Halt = globalHalt != Reason.None ? globalHalt : market.Halt,
        NotQuoting = market.NotQuoting.Current,
        Up = OutcomeOf(market, Outcome.Up),
        Down = OutcomeOf(market, Outcome.Down),
        CompleteSets = market.Ledger.Books.Sets,
        RealizedPnl = market.Ledger.Books.Realized,
        UnrealizedPnl = Unrealized(market),
        Fees = market.Ledger.Books.Fees,
        LiveOrders = [.. OrdersOf(market, orders)],
        Winner = market.Winner,
    };

    /// <summary>Unpaired shares at the best bid less their cost.</summary>
    public static Money Unrealized(Market market)
    {
        var books = market.Ledger.Books;
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
                    order.Intent, order.Market, order.State, order.Purpose, order.Type, order.Outcome, order.Side,
                    order.Price, order.Size, order.Executed, order.Remaining, order.Placed));
            }
        }

        return live;
    }

    private static Money Marked(Lot lot, OrderBook book) =>
        Money.Notional(book.HasBid ? book.BestBid : Price.Zero, lot.Size, Rounding.Down) - lot.Cost;

    private static OutcomeView OutcomeOf(Market market, Outcome outcome)
    {
        var book = market.Book(outcome);
        var lot = market.Ledger.Books.LotOf(outcome);
        return new OutcomeView(
            market.Ledger.Books.TokensOf(outcome), market.Ledger.Confirmed(outcome), lot.Size, lot.Cost,
            book.HasBid ? book.BestBid : null, book.HasAsk ? book.BestAsk : null);
    }
}
