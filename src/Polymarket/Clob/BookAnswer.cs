using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>One token's book as REST tells it; levels sorted here, best first, because the venue's order is not dependable.</summary>
public sealed class BookAnswer
{
    private readonly List<BookLevel> _bids = [];
    private readonly List<BookLevel> _asks = [];

    public UInt256 Token { get; private set; }

    public Timestamp VenueTime { get; private set; }

    /// <summary>The venue's SHA-1 of this book, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public TickSize? TickSize { get; private set; }

    public Size MinimumOrderSize { get; private set; }

    public IReadOnlyList<BookLevel> Bids => _bids;

    public IReadOnlyList<BookLevel> Asks => _asks;

    /// <summary>Reads one book; false where token or a level is unreadable.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out BookAnswer book)
    {
        book = new BookAnswer();
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && book.TryRead(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads an array of books; false where one of them is unreadable.</summary>
    public static bool TryReadMany(ReadOnlySpan<byte> body, List<BookAnswer> books)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var book = new BookAnswer();
                if (!book.TryRead(ref reader))
                {
                    return false;
                }

                books.Add(book);
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var (token, complete) = (false, true);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (LooseValue.IsField(ref reader, "asset_id"u8))
            {
                token = LooseValue.TryToken(ref reader, out var value);
                Token = value;
            }
            else if (LooseValue.IsField(ref reader, "bids"u8))
            {
                complete &= TryReadLevels(ref reader, _bids);
            }
            else if (LooseValue.IsField(ref reader, "asks"u8))
            {
                complete &= TryReadLevels(ref reader, _asks);
            }
            else
            {
                ReadOptional(ref reader);
            }

            reader.Skip();
        }

        _bids.Sort((left, right) => right.Price.CompareTo(left.Price));
        _asks.Sort((left, right) => left.Price.CompareTo(right.Price));
        return token && complete;
    }

    private void ReadOptional(ref Utf8JsonReader reader)
    {
        if (LooseValue.IsField(ref reader, "timestamp"u8))
        {
            VenueTime = LooseValue.TryMoment(ref reader, out var moment) ? moment : default;
        }
        else if (LooseValue.IsField(ref reader, "hash"u8))
        {
            Hash = LooseValue.String(ref reader);
        }
        else if (LooseValue.IsField(ref reader, "tick_size"u8))
        {
            TickSize = Engine.Values.TickSize.TryParse(LooseValue.Text(ref reader), out var tick) ? tick : null;
        }
        else if (LooseValue.IsField(ref reader, "min_order_size"u8))
        {
            MinimumOrderSize = LooseValue.TrySize(ref reader, out var size) ? size : default;
        }
    }

    private static bool TryReadLevels(ref Utf8JsonReader reader, List<BookLevel> levels)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        var complete = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                complete = false;
                continue;
            }

            var (price, size, found) = (default(Price), default(Size), 0);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                found += LooseValue.IsField(ref reader, "price"u8) && LooseValue.TryPrice(ref reader, out price) ? 1 : 0;
                found += LooseValue.IsField(ref reader, "size"u8) && LooseValue.TrySize(ref reader, out size) ? 1 : 0;
                reader.Skip();
            }

            complete &= found == 2;
            levels.Add(new BookLevel(price, size));
        }

        return complete;
    }
}
