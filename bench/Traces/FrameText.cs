using System.Text;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Traces;

/// <summary>Frames of the market channel in the venue's own key order, of a synthetic book.</summary>
internal sealed class FrameText
{
    private readonly BookHash[] _hashes = [.. Enum.GetValues<Outcome>().Select(outcome => new BookHash(
        new BookIdentity { ConditionId = TraceMarket.ConditionId, TokenId = TraceMarket.TokenId(outcome), MinimumOrderSize = Size.Shares(5) },
        TickSize.Cent))];

    /// <summary>One change of the Up book and its mirror, with the book's hash and best prices after it.</summary>
    public string PriceChange(Timestamp at, BookDelta delta, SyntheticBook book, Price lastTrade)
    {
        var text = new StringBuilder(640);
        text.Append($"{{\"market\":\"{TraceMarket.ConditionId}\",\"price_changes\":[");
        AppendChange(text, at, Outcome.Up, delta.Side, delta.Price, delta.Size, book, lastTrade);
        text.Append(',');
        AppendChange(text, at, Outcome.Down, delta.Side.Opposite(), delta.Price.Complement, delta.Size, book, lastTrade);
        return text.Append($"],\"timestamp\":\"{at.Milliseconds}\",\"event_type\":\"price_change\"}}").ToString();
    }

    public string Book(Timestamp at, Outcome outcome, SyntheticBook book, Price lastTrade)
    {
        var text = new StringBuilder(1_600);
        text.Append($"{{\"market\":\"{TraceMarket.ConditionId}\",\"asset_id\":\"{TraceMarket.TokenId(outcome)}\",\"timestamp\":\"{at.Milliseconds}\",");
        text.Append($"\"hash\":\"{HashOf(at, outcome, book, lastTrade)}\",\"bids\":[");
        AppendLevels(text, LevelsOf(outcome, Side.Buy, book));
        text.Append("],\"asks\":[");
        AppendLevels(text, LevelsOf(outcome, Side.Sell, book));
        return text.Append("],\"event_type\":\"book\"}").ToString();
    }

    public static string Trade(Timestamp at, Price price, Size size, Side takerSide) =>
        $"{{\"market\":\"{TraceMarket.ConditionId}\",\"asset_id\":\"{TraceMarket.UpTokenId}\",\"price\":\"{price}\",\"size\":\"{size}\","
        + $"\"fee_rate_bps\":\"1000\",\"side\":\"{(takerSide == Side.Buy ? "BUY" : "SELL")}\",\"timestamp\":\"{at.Milliseconds}\","
        + $"\"event_type\":\"last_trade_price\",\"transaction_hash\":\"{TraceMarket.ConditionId}\"}}";

    private void AppendChange(
        StringBuilder text, Timestamp at, Outcome outcome, Side side, Price price, Size size, SyntheticBook book, Price lastTrade)
    {
        var (bid, ask) = outcome == Outcome.Up
            ? (book.Up.BestBid, book.Up.BestAsk)
            : (book.Up.BestAsk.Complement, book.Up.BestBid.Complement);
        text.Append($"{{\"asset_id\":\"{TraceMarket.TokenId(outcome)}\",\"price\":\"{price}\",\"size\":\"{size}\",");
        text.Append($"\"side\":\"{(side == Side.Buy ? "BUY" : "SELL")}\",\"hash\":\"{HashOf(at, outcome, book, lastTrade)}\",");
        text.Append($"\"best_bid\":\"{bid}\",\"best_ask\":\"{ask}\"}}");
    }

    private Hash160 HashOf(Timestamp at, Outcome outcome, SyntheticBook book, Price lastTrade)
    {
        var seen = book.Up;
        if (outcome == Outcome.Down)
        {
            seen = new OrderBook();
            seen.ApplySnapshot(at, LevelsOf(outcome, Side.Buy, book), LevelsOf(outcome, Side.Sell, book));
        }

        _hashes[(int)outcome].Load(at, seen);
        return _hashes[(int)outcome].WithLastTrade(Encoding.ASCII.GetBytes(lastTrade.ToString().PadRight(5, '0')));
    }

    private static BookLevel[] LevelsOf(Outcome outcome, Side side, SyntheticBook book) => outcome == Outcome.Up
        ? book.Levels(side)
        : [.. book.Levels(side.Opposite()).Select(level => level with { Price = level.Price.Complement })];

    /// <summary>Worst level first, as the venue sends them.</summary>
    private static void AppendLevels(StringBuilder text, BookLevel[] levels) => text.AppendJoin(
        ',', levels.Reverse().Select(level => $"{{\"price\":\"{level.Price}\",\"size\":\"{level.Size}\"}}"));
}
