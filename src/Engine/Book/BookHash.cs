using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// The venue's name for a state of a book: SHA-1 of the book as compact JSON with an empty hash, keys in the server's
/// order, levels from the worst to the best, numbers as the shortest decimals (reproduced on every recorded book).
/// </summary>
public sealed class BookHash
{
    /// <summary>Bytes of one written level at most: <c>{"price":"0.1234","size":"9223372036854.775807"},</c>.</summary>
    private const int LevelBytesMax = 56;

    /// <summary>Bytes of everything that is not a level, with room for longer identifiers than the venue's.</summary>
    private const int FrameBytesMax = 640;

    private static ReadOnlySpan<byte> Ending => "\"}"u8;

    private readonly byte[] _start;
    private readonly byte[] _beforeTick;
    private readonly byte[] _afterTick;

    // Both grow to the deepest book seen (99 levels are usual) and never beyond one level for each price.
    private BookLevel[] _levels = new BookLevel[128];
    private byte[] _text = new byte[FrameBytesMax + (256 * LevelBytesMax)];
    private int _length;

    /// <exception cref="ArgumentException">An identifier is empty or too long to be one of the venue.</exception>
    public BookHash(BookIdentity identity, TickSize tickSize)
    {
        if (identity.ConditionId.Length is 0 or > 80 || identity.TokenId.Length is 0 or > 80)
        {
            throw new ArgumentException("Condition and token identifiers have 1 to 80 characters.", nameof(identity));
        }

        TickSize = tickSize;
        _start = Encoding.ASCII.GetBytes($$"""{"market":"{{identity.ConditionId}}","asset_id":"{{identity.TokenId}}","timestamp":""" + '"');
        _beforeTick = Encoding.ASCII.GetBytes($$"""],"min_order_size":"{{identity.MinimumOrderSize}}","tick_size":""" + '"');
        _afterTick = Encoding.ASCII.GetBytes($"\",\"neg_risk\":{(identity.NegativeRisk ? "true" : "false")},\"last_trade_price\":\"");
    }

    /// <summary>The market's grid, hashed with the book; it changes near the ends of the price range.</summary>
    public TickSize TickSize { get; set; }

    /// <summary>Writes the text of a book at a venue time, all but its last trade price.</summary>
    public void Load(Timestamp venueTime, OrderBook book)
    {
        _length = 0;
        Append(_start);
        AppendNumber(venueTime.Milliseconds, 0);
        Append("\",\"hash\":\"\",\"bids\":["u8);
        AppendLevels(book, Side.Buy);
        Append("],\"asks\":["u8);
        AppendLevels(book, Side.Sell);
        Append(_beforeTick);
        AppendNumber(TickSize.Units, Price.Decimals);
        Append(_afterTick);
    }

    /// <summary>The hash of the loaded book with a last trade price given as the venue writes it.</summary>
    public Hash160 WithLastTrade(ReadOnlySpan<byte> lastTradePrice)
    {
        var loaded = _length;
        Append(lastTradePrice);
        Append(Ending);
        Span<byte> hash = stackalloc byte[Hash160.ByteCount];
        SHA1.HashData(_text.AsSpan(0, _length), hash);
        _length = loaded;
        return Hash160.FromBytes(hash);
    }

    /// <summary>Whether the loaded book has this hash with one of the latest trade prices, or with none before the first trade.</summary>
    public bool Matches(in Hash160 expected, RecentTradePrices trades)
    {
        Span<byte> text = stackalloc byte[8];
        foreach (var price in trades.LatestFirst)
        {
            if (WithLastTrade(text[..FormatLastTrade(price, text)]) == expected)
            {
                return true;
            }
        }

        return WithLastTrade([]) == expected;
    }

    /// <summary>Writes a last trade price as the venue does: always three decimals, four where the price needs them.</summary>
    /// <returns>Bytes written.</returns>
    private static int FormatLastTrade(Price price, Span<byte> text)
    {
        text[0] = (byte)('0' + (price.Units / Price.Scale));
        text[1] = (byte)'.';
        var rest = price.Units % Price.Scale;
        for (var position = 5; position >= 2; position--)
        {
            text[position] = (byte)('0' + (rest % 10));
            rest /= 10;
        }

        return text[5] == (byte)'0' ? 5 : 6;
    }

    private void AppendLevels(OrderBook book, Side side)
    {
        var count = book.CopyLevels(side, _levels);
        while (count == _levels.Length && count <= Price.Scale)
        {
            _levels = new BookLevel[2 * count];
            count = book.CopyLevels(side, _levels);
        }

        var needed = _length + (count * LevelBytesMax) + FrameBytesMax;
        if (needed > _text.Length)
        {
            Array.Resize(ref _text, 2 * needed);
        }

        for (var index = count - 1; index >= 0; index--)
        {
            Append("{\"price\":\""u8);
            AppendNumber(_levels[index].Price.Units, Price.Decimals);
            Append("\",\"size\":\""u8);
            AppendNumber(_levels[index].Size.Units, Size.Decimals);
            Append(index > 0 ? "\"},"u8 : "\"}"u8);
        }
    }

    private void AppendNumber(long value, int decimals) =>
        _length += FixedPointText.Format(value, decimals, _text.AsSpan(_length));

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_text.AsSpan(_length));
        _length += bytes.Length;
    }
}
