using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PolyCloud.Polymarket.Tests.Recordings;

internal enum RecordedChannel
{
    Market,
    User,
    LegacyPrices,
    Exchange,

    /// <summary>A feed the project does not use.</summary>
    Unused,
}

/// <summary>One frame of a recording and the channel it came by.</summary>
internal sealed record RecordedFrame(RecordedChannel Channel, string Text, string Source)
{
    private const string DamagedOrderId = "abcdef12\"";

    /// <summary>The frames of a file as they came; none where the file holds answers of REST, tables made from frames, or text about them.</summary>
    public static IEnumerable<RecordedFrame> Of(string file) => Path.GetFileName(file) switch
    {
        var name when name.StartsWith("market-ws_", StringComparison.Ordinal) => Lines(file).Select(json => new RecordedFrame(RecordedChannel.Market, json.GetProperty("payload").GetRawText(), "")),
        var name when name.EndsWith("__raw_messages.jsonl.gz", StringComparison.Ordinal) => Lines(file).Select(OfSession),
        var name when name.StartsWith("price_change_messages_", StringComparison.Ordinal) => SharedData.LinesOf(file).Skip(1).Select(OfRow),
        var name when name.StartsWith("ws_user_", StringComparison.Ordinal) || name.StartsWith("user_trade", StringComparison.Ordinal) || name.StartsWith("order_", StringComparison.Ordinal)
            => [new RecordedFrame(RecordedChannel.User, Whole(File.ReadAllText(file)), "")],
        "trades.json" when IsSocketPayload(file) => [new RecordedFrame(RecordedChannel.User, Named("trade", File.ReadAllText(file)), "")],
        var name when name.StartsWith("ws_", StringComparison.Ordinal) || IsSocketPayload(file) => [new RecordedFrame(RecordedChannel.Market, Named(EventOf(name), File.ReadAllText(file)), "")],
        var name when name.StartsWith("rtds_", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal) => [new RecordedFrame(RecordedChannel.LegacyPrices, File.ReadAllText(file), "")],
        _ => [],
    };

    private static bool IsSocketPayload(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == "ws_messages";

    private static IEnumerable<JsonElement> Lines(string file) => SharedData.LinesOf(file).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    });

    private static RecordedFrame OfSession(JsonElement line)
    {
        var (source, text) = (line.GetProperty("source").GetString()!, line.GetProperty("payload").GetString()!);
        return source switch
        {
            // An answer of REST is a book without its event's name.
            "polymarket_clob" => new RecordedFrame(RecordedChannel.Market, Named("book", text), source),
            "polymarket_rtds_chainlink" => new RecordedFrame(RecordedChannel.LegacyPrices, text, source),
            "binance" or "coinbase" => new RecordedFrame(RecordedChannel.Exchange, text, source),
            _ => new RecordedFrame(RecordedChannel.Unused, text, source),
        };
    }

    /// <summary>A row of the capture of January 2025, which kept the columns: the frame is put together again.</summary>
    private static RecordedFrame OfRow(string row)
    {
        var head = row[..row.IndexOf('[', StringComparison.Ordinal)].Split(',').Select(cell => cell.Trim('"')).ToArray();
        var moment = DateTimeOffset.Parse(head[3].Insert(head[3].Length - 2, ":"), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var changes = row[row.IndexOf('[', StringComparison.Ordinal)..].TrimEnd('"').Replace("\"\"", "\"", StringComparison.Ordinal);
        return new RecordedFrame(
            RecordedChannel.Market,
            $$"""{"asset_id":"{{head[1]}}","changes":{{changes}},"event_type":"price_change","hash":"{{head[4]}}","market":"{{head[2]}}","timestamp":"{{moment}}"}""", "");
    }

    /// <summary>Some payloads were kept without the event's name, which their file's name tells.</summary>
    private static string Named(string name, string text) =>
        text.Contains("event_type", StringComparison.Ordinal) ? text : $"{{\"event_type\":\"{name}\",{text.TrimStart().AsSpan(1)}";

    private static string EventOf(string file) => file switch
    {
        "ws_quotes.json" => "price_change",
        "ws_last_trade.json" => "last_trade_price",
        "ws_tick_size_change.json" => "tick_size_change",
        _ => "book",
    };

    /// <summary>Whoever kept the payloads of own orders and trades made their ids unreadable, each in another way; a whole id is put in their place.</summary>
    private static string Whole(string text)
    {
        var orders = Replaced(text.Replace(DamagedOrderId, "abcdef\"", StringComparison.Ordinal), "\"0x(0e|[^\"]*[g-z][^\"]*)\"", "0x" + new string('e', 64));
        return Replaced(orders, "\"trade-0x[0-9a-z]+\"", "83b5c849-620e-4c23-b63b-2e779c04a6e7");
    }

    private static string Replaced(string text, string pattern, string id) => Regex.Replace(text, pattern, $"\"{id}\"", RegexOptions.NonBacktracking, TimeSpan.FromSeconds(5));
}
