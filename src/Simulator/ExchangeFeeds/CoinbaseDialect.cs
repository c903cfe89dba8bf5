using System.Globalization;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>Coinbase Exchange: channels <c>ticker</c> and <c>heartbeat</c> of products such as <c>BTC-USD</c>.</summary>
internal sealed class CoinbaseDialect : IExchangeDialect
{
    private static readonly string[] Assets = ["btc", "eth", "sol", "xrp", "doge", "zec"];

    public string? SymbolOf(string asset) => Array.IndexOf(Assets, asset) >= 0 ? asset.ToUpperInvariant() + "-USD" : null;

    public ExchangeRequest? Parse(ReadOnlySpan<byte> message) => JsonInput.Read(message, Read);

    public void AppendAnswer(Frame frame, ExchangeRequest request, bool known)
    {
        if (!known)
        {
            frame.Append("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"a product is not valid\"}"u8);
            return;
        }

        frame.Append("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"ticker\",\"product_ids\":["u8);
        for (var index = 0; index < request.Symbols.Count; index++)
        {
            frame.Append(index == 0 ? "\""u8 : ",\""u8).Append(request.Symbols[index]).Append("\""u8);
        }

        frame.Append("],\"account_ids\":null}]}"u8);
    }

    public void AppendQuote(Frame frame, string symbol, ExchangeQuote quote) => frame
        .Append("{\"type\":\"ticker\",\"sequence\":"u8).AppendNumber(quote.Number)
        .Append(",\"product_id\":\""u8).Append(symbol)
        .Append("\",\"price\":\""u8).AppendDecimal(quote.Ask.Units, OraclePrice.Decimals)
        .Append("\",\"best_bid\":\""u8).AppendDecimal(quote.Bid.Units, OraclePrice.Decimals)
        .Append("\",\"best_bid_size\":\"1.5\",\"best_ask\":\""u8).AppendDecimal(quote.Ask.Units, OraclePrice.Decimals)
        .Append("\",\"best_ask_size\":\"1.5\",\"side\":\"buy\",\"time\":\""u8).Append(Time(quote.At))
        .Append("\",\"trade_id\":"u8).AppendNumber(quote.Number).Append(",\"last_size\":\"0.01\"}"u8);

    public void AppendHeartbeat(Frame frame, string symbol, long number, Timestamp at) => frame
        .Append("{\"type\":\"heartbeat\",\"sequence\":"u8).AppendNumber(number)
        .Append(",\"last_trade_id\":"u8).AppendNumber(number)
        .Append(",\"product_id\":\""u8).Append(symbol)
        .Append("\",\"time\":\""u8).Append(Time(at)).Append("\"}"u8);

    private static string Time(Timestamp at) =>
        DateTimeOffset.UnixEpoch.AddTicks(at.Micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static ExchangeRequest? Read(JsonElement root) =>
        root.Text("type") is "subscribe" or "unsubscribe" && root.Member("product_ids")?.Texts() is { } products && root.Member("channels")?.Texts() is { } channels
            ? new ExchangeRequest(root.Text("type") == "unsubscribe", channels.Contains("ticker") ? products : [], 0, channels.Contains("heartbeat"))
            : null;
}
