using System.Text.Json;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>
/// Reads one line of a <c>books_DATE.jsonl.gz</c> recording: a header <c>{slug, market, tokens[]}</c>, a whole book
/// <c>{t, e, k, b, a}</c> or changes <c>{t, e, k, d}</c>. A line that is none of these is refused whole.
/// </summary>
public static class RecordingLine
{
    /// <summary>More levels than a price grid of 0.001 has on both sides: the line is not a book.</summary>
    private const int LevelsMax = 2_000;

    /// <summary>Both results are null where the line is neither a header nor an event.</summary>
    public static (RecordedHeader? Header, RecordedEvent? Event) Read(string line, List<RecordedLevel> scratch)
    {
        scratch.Clear();
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            return root.TryGetProperty("slug", out var slug) ? (Header(root, slug), null) : (null, Event(root, scratch));
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return default;
        }
    }

    private static RecordedHeader? Header(JsonElement root, JsonElement slug)
    {
        if (!root.TryGetProperty("market", out var market) || !root.TryGetProperty("tokens", out var tokens) || tokens.GetArrayLength() is < 1 or > 2)
        {
            return null;
        }

        var names = tokens.EnumerateArray().Select(static token => token.GetString() ?? "").ToArray();
        return slug.GetString() is { Length: > 0 } slugText && market.GetString() is { Length: > 0 } condition && names.All(static name => name.Length > 0)
            ? new RecordedHeader(slugText, condition, names)
            : null;
    }

    private static RecordedEvent? Event(JsonElement root, List<RecordedLevel> scratch)
    {
        if (!root.TryGetProperty("e", out var at) || !root.TryGetProperty("k", out var token) || token.GetInt32() is < 0 or > 1)
        {
            return null;
        }

        var full = !root.TryGetProperty("d", out var changes);
        var whole = full
            ? root.TryGetProperty("b", out var bids) && root.TryGetProperty("a", out var asks)
                && Sided(bids, Side.Buy, scratch) && Sided(asks, Side.Sell, scratch)
            : Changes(changes, scratch);
        return whole && scratch.Count <= LevelsMax
            ? new RecordedEvent { At = Timestamp.FromMilliseconds(at.GetInt64()), Token = token.GetInt32(), Full = full, Levels = [.. scratch] }
            : null;
    }

    private static bool Sided(JsonElement levels, Side side, List<RecordedLevel> into)
    {
        foreach (var level in levels.EnumerateArray())
        {
            if (level.GetArrayLength() != 2 || !Add(side, level[0], level[1], into))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Changes(JsonElement changes, List<RecordedLevel> into)
    {
        foreach (var change in changes.EnumerateArray())
        {
            if (change.GetArrayLength() != 3
                || change[0].GetString() is not ("B" or "S")
                || !Add(change[0].ValueEquals("B"u8) ? Side.Buy : Side.Sell, change[1], change[2], into))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Add(Side side, JsonElement priceText, JsonElement sizeText, List<RecordedLevel> into)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (!TryBytes(priceText, bytes, out var length) || !Price.TryParse(bytes[..length], out var price)
            || !TryBytes(sizeText, bytes, out length) || !Size.TryParse(bytes[..length], out var size) || size.Units < 0)
        {
            return false;
        }

        into.Add(new RecordedLevel(side, price, size));
        return true;
    }

    private static bool TryBytes(JsonElement text, Span<byte> bytes, out int length)
    {
        length = 0;
        return text.GetString() is { } value && System.Text.Encoding.UTF8.TryGetBytes(value, bytes, out length);
    }
}
