using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Markets;

/// <summary>The frames of the market channel for one listing, written straight into reused buffers.</summary>
internal sealed class MarketFrames
{
    private readonly Listing _listing;
    private readonly MirrorBook _book;
    private readonly int _hashEvery;
    private readonly byte[] _market;
    private readonly byte[][] _tokens;
    private long _changes;

    public MarketFrames(Listing listing, MirrorBook book, int hashEvery)
    {
        _listing = listing;
        _book = book;
        _hashEvery = hashEvery;
        _market = System.Text.Encoding.ASCII.GetBytes(listing.Spec.ConditionId);
        _tokens = [System.Text.Encoding.ASCII.GetBytes(listing.Spec.UpTokenId), System.Text.Encoding.ASCII.GetBytes(listing.Spec.DownTokenId)];
    }

    /// <summary>One level's change, as both tokens see it. Side and price in Up terms.</summary>
    public void PriceChange(Frame frame, Timestamp at, Side side, Price price, Size total)
    {
        var hashed = _changes++ % _hashEvery == 0;
        frame.Append("{\"market\":\""u8).Append(_market).Append("\",\"price_changes\":["u8);
        PriceChangeEntry(frame, at, Outcome.Up, side, price.Units, total, hashed);
        frame.Append(","u8);
        PriceChangeEntry(frame, at, Outcome.Down, side.Opposite(), Price.Scale - price.Units, total, hashed);
        frame.Append("],\"timestamp\":\""u8).AppendNumber(at.Milliseconds).Append("\",\"event_type\":\"price_change\"}"u8);
    }

    /// <summary>The book sent on subscribing.</summary>
    public void InitialBook(Frame frame, Outcome outcome)
    {
        frame.Append("{\"market\":\""u8).Append(_market)
            .Append("\",\"asset_id\":\""u8).Append(_tokens[(int)outcome])
            .Append("\",\"timestamp\":\""u8).AppendNumber(_book.LastChange.Milliseconds)
            .Append("\",\"hash\":\""u8).AppendHexadecimal(_book.Hash(outcome, _book.LastChange))
            .Append("\","u8);
        _book.AppendLevels(frame, outcome);
        frame.Append(",\"tick_size\":\""u8).AppendDecimal(_listing.TickSize.Units, Price.Decimals)
            .Append("\",\"event_type\":\"book\",\"last_trade_price\":\""u8).Append(_book.LastTradePrice)
            .Append("\"}"u8);
    }

    /// <summary>The book sent after each trade; it carries neither tick size nor last price.</summary>
    public void BookAfterTrade(Frame frame, Timestamp at, Outcome outcome)
    {
        frame.Append("{\"market\":\""u8).Append(_market)
            .Append("\",\"asset_id\":\""u8).Append(_tokens[(int)outcome])
            .Append("\","u8);
        _book.AppendLevels(frame, outcome);
        frame.Append(",\"hash\":\""u8).AppendHexadecimal(_book.Hash(outcome, at))
            .Append("\",\"timestamp\":\""u8).AppendNumber(at.Milliseconds)
            .Append("\",\"event_type\":\"book\"}"u8);
    }

    public void LastTradePrice(Frame frame, Timestamp printed, VenueTrade trade)
    {
        Span<byte> hash = stackalloc byte[66];
        trade.TransactionHash.Format(hash);
        frame.Append("{\"market\":\""u8).Append(_market)
            .Append("\",\"asset_id\":\""u8).Append(_tokens[(int)trade.Outcome])
            .Append("\",\"price\":\""u8).AppendDecimal(trade.Price.Units, Price.Decimals)
            .Append("\",\"size\":\""u8).AppendDecimal(trade.Size.Units, Size.Decimals)
            .Append("\",\"fee_rate_bps\":\"1000\",\"side\":\""u8).Append(SideText(trade.Side))
            .Append("\",\"timestamp\":\""u8).AppendNumber(printed.Milliseconds)
            .Append("\",\"event_type\":\"last_trade_price\",\"transaction_hash\":\""u8).Append(hash)
            .Append("\"}"u8);
    }

    public void BestBidAsk(Frame frame, Timestamp at, Outcome outcome)
    {
        var (bid, ask) = (_book.BestBid(outcome), _book.BestAsk(outcome));
        Event(frame, "best_bid_ask"u8, outcome).Append("\"best_bid\":\""u8);
        Best(frame, bid).Append("\",\"best_ask\":\""u8);
        Best(frame, ask).Append("\",\"spread\":\""u8);
        Best(frame, bid < 0 || ask < 0 ? -1 : Math.Max(0, ask - bid));
        End(frame, at);
    }

    public void TickSizeChange(Frame frame, Timestamp at, Outcome outcome, TickSize old, TickSize current)
    {
        Event(frame, "tick_size_change"u8, outcome)
            .Append("\"old_tick_size\":\""u8).AppendDecimal(old.Units, Price.Decimals)
            .Append("\",\"new_tick_size\":\""u8).AppendDecimal(current.Units, Price.Decimals);
        End(frame, at);
    }

    private void PriceChangeEntry(Frame frame, Timestamp at, Outcome outcome, Side side, int price, Size total, bool hashed)
    {
        frame.Append("{\"asset_id\":\""u8).Append(_tokens[(int)outcome])
            .Append("\",\"price\":\""u8).AppendDecimal(price, Price.Decimals)
            .Append("\",\"size\":\""u8).AppendDecimal(total.Units, Size.Decimals)
            .Append("\",\"side\":\""u8).Append(SideText(side))
            .Append("\",\"hash\":\""u8);
        if (hashed)
        {
            frame.AppendHexadecimal(_book.Hash(outcome, at));
        }

        frame.Append("\",\"best_bid\":\""u8);
        Best(frame, _book.BestBid(outcome)).Append("\",\"best_ask\":\""u8);
        Best(frame, _book.BestAsk(outcome)).Append("\"}"u8);
    }

    private Frame Event(Frame frame, ReadOnlySpan<byte> type, Outcome outcome) => frame
        .Append("{\"event_type\":\""u8).Append(type)
        .Append("\",\"market\":\""u8).Append(_market)
        .Append("\",\"asset_id\":\""u8).Append(_tokens[(int)outcome])
        .Append("\","u8);

    private static void End(Frame frame, Timestamp at) =>
        frame.Append("\",\"timestamp\":\""u8).AppendNumber(at.Milliseconds).Append("\"}"u8);

    // A side without orders has no best price: the venue writes the empty text.
    private static Frame Best(Frame frame, int units) => units < 0 ? frame : frame.AppendDecimal(units, Price.Decimals);

    private static ReadOnlySpan<byte> SideText(Side side) => side == Side.Buy ? "BUY"u8 : "SELL"u8;
}
