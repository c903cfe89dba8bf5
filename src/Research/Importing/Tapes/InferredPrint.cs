using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Recorded;

namespace PolyCloud.Research.Importing.Tapes;

/// <summary>
/// A trade guessed from two books of a recording that holds one book after each trade: the best level that lost more was hit.
/// Wrong where a cancel at the other touch was larger, and blind to what a sweep took behind the best level.
/// </summary>
internal static class InferredPrint
{
    internal static (BookLevel Bid, BookLevel Ask) Tops(RecordedBook book)
    {
        var bid = book.Bids.Count > 0 ? book.Bids.Last() : default;
        var ask = book.Asks.Count > 0 ? book.Asks.First() : default;
        return (new BookLevel(new Price(bid.Key), new Size(bid.Value)), new BookLevel(new Price(ask.Key), new Size(ask.Value)));
    }

    /// <param name="recorded">The token whose book it is: the print is in its terms.</param>
    internal static TradePrint? Between((BookLevel Bid, BookLevel Ask) before, RecordedBook after, Outcome recorded, Timestamp at)
    {
        var bidLost = before.Bid.Size.Units - after.Bids.GetValueOrDefault(before.Bid.Price.Units);
        var askLost = before.Ask.Size.Units - after.Asks.GetValueOrDefault(before.Ask.Price.Units);
        if (bidLost <= 0 && askLost <= 0)
        {
            return null;
        }

        return bidLost > askLost
            ? new TradePrint(recorded, Side.Sell, before.Bid.Price, new Size(bidLost), at)
            : new TradePrint(recorded, Side.Buy, before.Ask.Price, new Size(askLost), at);
    }
}
