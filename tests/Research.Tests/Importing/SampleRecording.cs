using System.Globalization;

namespace PolyCloud.Research.Tests.Importing;

/// <summary>A small recording of one format that is sound: what damage is done to in tests.</summary>
internal sealed record SampleRecording(string Name, (string File, string[] Lines)[] Files)
{
    private const long Opens = 1_776_241_200;

    private static readonly string Condition = "0x" + new string('a', 64);

    private static readonly (string Up, string Down) Tokens = (new string('4', 70), new string('8', 70));

    public static SampleRecording[] All { get; } = [Books(), Quotes(), Ladder(), Frames(), Session(), Collector(), Oracle()];

    public void Write(Scratch scratch, string suffix = "")
    {
        foreach (var (file, lines) in Files)
        {
            scratch.Write(file + suffix, lines);
        }
    }

    private static SampleRecording Books() => new("books", [
        ("books.jsonl", [.. Enumerable.Range(0, 2).SelectMany(BookWindow)]),
        ("windows.csv", ["slug,asset_id,side,winner_inferred", $"btc-updown-5m-{Opens},110,Down,Up", $"btc-updown-5m-{Opens + 300},111,Up,Down"]),
    ]);

    private static IEnumerable<string> BookWindow(int window)
    {
        var opens = Opens + (300 * window);
        yield return $$"""{"slug":"btc-updown-5m-{{opens}}","market":"{{Condition}}","tokens":["11{{window}}"]}""";
        for (var second = 1; second < 300; second += 6)
        {
            var moment = $"\"t\":{opens + second}.5,\"e\":{(opens + second) * 1000},\"k\":0";
            yield return second % 60 == 1
                ? "{" + moment + ",\"b\":[[\"0.4" + (second % 7) + "\",\"50\"],[\"0.39\",\"80\"]],\"a\":[[\"0.5" + (second % 5) + "\",\"70\"]]}"
                : "{" + moment + ",\"d\":[[\"B\",\"0.39\",\"" + (10 + second) + "\"]]}";
        }
    }

    private static SampleRecording Quotes() => new("quotes", [
        ("quotes.csv", ["slug,timestamp,time_remaining,up_best_bid,up_best_ask,up_bid_depth,up_ask_depth,btc_price", .. Enumerable.Range(0, 100).Select(static row =>
        {
            var at = Opens + (row * 6);
            return string.Create(CultureInfo.InvariantCulture, $"btc-updown-5m-{at - (at % 300)},{at}.25,1,0.4{row % 9},0.5{row % 8},1{row}.5,2{row},66092.{10 + row}");
        })]),
        ("candles.csv", ["slug,btc_open,btc_close,winner", $"btc-updown-5m-{Opens},66092.75,66094.55,up", $"btc-updown-5m-{Opens + 300},66092.75,66090.55,down"]),
    ]);

    private static SampleRecording Ladder() => new("ladder", [
        ("ladder.jsonl", [.. Enumerable.Range(0, 12).Select(static row =>
            $$"""{"window_ts":{{Opens + (300 * row)}},"slug":"btc-updown-5m-{{Opens + (300 * row)}}","samples":[{"t":-118.3,"spot":65423.47,"up":{"ask":0.6{{row % 9}},"bid":0.52,"ask_depth":42985.74,"bid_depth":23353.95} },{"t":-30.1,"spot":65420.1,"up":{"ask":0.7,"bid":0.6{{row % 8}},"ask_depth":85.74,"bid_depth":53.95} }],"winner":"DOWN"}""")]),
    ]);

    private static SampleRecording Frames() => new("frames", [
        ("market-ws.jsonl", [.. Enumerable.Range(0, 60).Select(row => $$"""{"capturedAt":{{Opens + 10 + row}},"payload":{{Frame(row)}}}""")]),
        ("markets.json", ["{", $" \"current\":{{\"slug\":\"btc-updown-5m-{Opens}\",\"conditionId\":\"{Condition}\",\"upTokenId\":\"{Tokens.Up}\",\"downTokenId\":\"{Tokens.Down}\"}},", " \"next\":{\"slug\":\"btc-updown-5m-1776241500\",\"conditionId\":\"0x" + new string('b', 64) + "\",\"upTokenId\":\"" + new string('5', 70) + "\",\"downTokenId\":\"" + new string('6', 70) + "\"}", "}"]),
    ]);

    private static SampleRecording Session() => new("session", [
        ("s1__raw_messages.jsonl", [.. Enumerable.Range(0, 60).Select(static row => row % 5 == 4
            ? $$$"""{"run_id":"s1","source":"polymarket_rtds_chainlink","recv_wall_ts":{{{(Opens + 11 + row) * 1000}}},"payload":"{\"payload\":{\"full_accuracy_value\":\"7615231{{{row}}}000000000000000000\",\"symbol\":\"btc/usd\",\"timestamp\":{{{(Opens + 10 + row) * 1000}}}},\"topic\":\"crypto_prices_chainlink\",\"type\":\"update\"}"}"""
            : $$"""{"run_id":"s1","source":"polymarket_clob","recv_wall_ts":{{(Opens + 11 + row) * 1000}},"payload":"{{Frame(row).Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""")]),
        ("s1__markets.jsonl", [$$"""{"slug":"btc-updown-5m-{{Opens}}","condition_id":"{{Condition}}","outcomes":[{"token_id":"{{Tokens.Up}}","outcome":"Up"},{"token_id":"{{Tokens.Down}}","outcome":"Down"}]}"""]),
    ]);

    private static string Frame(int row) => row % 10 == 0
        ? $$"""{"market":"{{Condition}}","asset_id":"{{Tokens.Up}}","timestamp":"{{(Opens + 10 + row) * 1000}}","hash":"","bids":[{"price":"0.50","size":"10"}],"asks":[{"price":"0.5{{5 + (row % 4)}}","size":"20"}],"event_type":"book"}"""
        : $$"""{"market":"{{Condition}}","price_changes":[{"asset_id":"{{Tokens.Up}}","price":"0.5{{row % 5}}","size":"{{row}}","side":"BUY","hash":"","best_bid":"0.51","best_ask":"0.52"}],"timestamp":"{{(Opens + 10 + row) * 1000}}","event_type":"price_change"}""";

    private static SampleRecording Collector() => new("collector", [
        ($"data_5m_sol_orderbooks_{Opens}up.jsonl", [.. Enumerable.Range(0, 60).Select(static row =>
            $$"""{"bids":[{"price":"0.4{{row % 9}}","size":"7{{row}}"}],"asks":[{"price":"0.6{{row % 8}}","size":"8"}],"local_timestamp":"{{(Opens + (5 * row)) * 1000}}","timestamp":"{{((Opens + (5 * row)) * 1000) - 200}}","asset_price":130.{{10 + row}}}""")]),
        ($"data_5m_sol_trades_{Opens}down.jsonl", [.. Enumerable.Range(0, 40).Select(static row =>
            $$"""{"price":"0.46","size":"{{row}}.5","side":"buy","local_timestamp":"{{(Opens + (7 * row)) * 1000}}","timestamp":"{{((Opens + (7 * row)) * 1000) - 100}}","asset_price":130.8}""")]),
    ]);

    private static SampleRecording Oracle() => new("oracle", [
        ("markets.jsonl", [.. Enumerable.Range(0, 2).Select(static row =>
            $$"""{"slug":"btc-updown-5m-{{Opens + (300 * row)}}","condition_id":"{{Condition}}","token_ids":["1","2"],"strike_value":"63304200301195075000000","outcome_prices":["0","1"]}""")]),
        ("prices.csv", ["feed_ts_ms,value,full_accuracy_value,server_ts_ms,recv_ms", .. Enumerable.Range(0, 600).Where(static row => row % 10 == 0).Select(static row =>
            $"{(Opens + row) * 1000},63304.2,633042{row:000}00000000000000000,{((Opens + row) * 1000) + 900},{((Opens + row) * 1000) + 1100}")]),
    ]);
}
