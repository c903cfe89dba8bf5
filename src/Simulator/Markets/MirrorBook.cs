using System.Security.Cryptography;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Markets;

/// <summary>The displayed book of one listing, kept from the exchange's level changes, and its text as either token's book.</summary>
internal sealed class MirrorBook
{
    private readonly Listing _listing;
    private readonly BookSide _bids = new();
    private readonly BookSide _asks = new();
    private readonly Frame _preimage = new();
    private readonly byte[] _hash = new byte[SHA1.HashSizeInBytes];
    private string _lastTradePrice = "";

    public MirrorBook(Listing listing)
    {
        _listing = listing;
        LastChange = listing.Listed;
    }

    /// <summary>The venue's moment of the last change.</summary>
    public Timestamp LastChange { get; private set; }

    public void SetLevel(Timestamp at, Side side, Price price, Size total)
    {
        LastChange = at;
        (side == Side.Buy ? _bids : _asks).Set(price.Units, total.Units);
    }

    /// <summary>The market is resolved: nothing is displayed any more.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    /// <summary>The market-level last price in the taker token's terms, with three decimals, as the venue writes it in books.</summary>
    public void SetLastTrade(Timestamp at, Price price)
    {
        LastChange = at;
        var text = price.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        _lastTradePrice = point < 0 ? text + ".000" : text.PadRight(point + 4, '0');
    }

    public string LastTradePrice => _lastTradePrice;

    /// <summary>Best bid of the token in price units, or −1.</summary>
    public int BestBid(Outcome outcome) => outcome == Outcome.Up
        ? _bids.IsEmpty ? -1 : _bids.Highest
        : _asks.IsEmpty ? -1 : Price.Scale - _asks.Lowest;

    /// <summary>Best ask of the token in price units, or −1.</summary>
    public int BestAsk(Outcome outcome) => outcome == Outcome.Up
        ? _asks.IsEmpty ? -1 : _asks.Lowest
        : _bids.IsEmpty ? -1 : Price.Scale - _bids.Highest;

    /// <summary>Appends <c>"bids":[…ascending…],"asks":[…descending…]</c>.</summary>
    public void AppendLevels(Frame frame, Outcome outcome)
    {
        var isUp = outcome == Outcome.Up;
        frame.Append("\"bids\":["u8);
        (isUp ? _bids : _asks).AppendTo(frame, outcome, ascending: isUp);
        frame.Append("],\"asks\":["u8);
        (isUp ? _asks : _bids).AppendTo(frame, outcome, ascending: !isUp);
        frame.Append("]"u8);
    }

    /// <summary>The whole book object of <c>GET /book</c>.</summary>
    public void AppendBook(Frame frame, Outcome outcome)
    {
        var hash = Hash(outcome, LastChange);
        AppendBook(frame, outcome, LastChange, hash);
    }

    /// <summary>SHA-1 of the book object with an empty hash: the venue's integrity check. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Hash(Outcome outcome, Timestamp at)
    {
        _preimage.Clear();
        AppendBook(_preimage, outcome, at, default);
        _ = SHA1.HashData(_preimage.Written, _hash);
        return _hash;
    }

    private void AppendBook(Frame frame, Outcome outcome, Timestamp at, ReadOnlySpan<byte> hash)
    {
        frame.Append("{\"market\":\""u8).Append(_listing.Spec.ConditionId)
            .Append("\",\"asset_id\":\""u8).Append(_listing.Spec.TokenId(outcome))
            .Append("\",\"timestamp\":\""u8).AppendNumber(at.Milliseconds)
            .Append("\",\"hash\":\""u8).AppendHexadecimal(hash)
            .Append("\","u8);
        AppendLevels(frame, outcome);
        frame.Append(",\"min_order_size\":\""u8).AppendDecimal(_listing.Spec.MinimumOrderSize.Units, Size.Decimals)
            .Append("\",\"tick_size\":\""u8).AppendDecimal(_listing.TickSize.Units, Price.Decimals)
            .Append("\",\"neg_risk\":"u8).Append(_listing.Spec.NegativeRisk ? "true"u8 : "false"u8)
            .Append(",\"last_trade_price\":\""u8).Append(_lastTradePrice)
            .Append("\"}"u8);
    }
}
