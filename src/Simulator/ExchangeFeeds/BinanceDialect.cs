using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>Binance spot: combined streams of <c>symbol@bookTicker</c>, subscribed by message.</summary>
internal sealed class BinanceDialect : IExchangeDialect
{
    private const string StreamSuffix = "@bookTicker";

    private static readonly string[] Assets = ["btc", "eth", "sol", "xrp", "doge", "bnb", "zec"];

    public string? SymbolOf(string asset) => Array.IndexOf(Assets, asset) >= 0 ? asset.ToUpperInvariant() + "USDT" : null;

    public ExchangeRequest? Parse(ReadOnlySpan<byte> message) => JsonInput.Read(message, Read);

    public void AppendAnswer(Frame frame, ExchangeRequest request, bool known)
    {
        // An unknown stream is taken and stays silent.
        frame.Append("{\"result\":null,\"id\":"u8).AppendNumber(request.Id).Append("}"u8);
    }

    public void AppendQuote(Frame frame, string symbol, ExchangeQuote quote)
    {
        frame.Append("{\"stream\":\""u8).Append(symbol.ToLowerInvariant()).Append(StreamSuffix).Append("\",\"data\":{\"u\":"u8).AppendNumber(quote.Number)
            .Append(",\"s\":\""u8).Append(symbol)
            .Append("\",\"b\":\""u8).AppendDecimal(quote.Bid.Units, OraclePrice.Decimals)
            .Append("\",\"B\":\"1.50000000\",\"a\":\""u8).AppendDecimal(quote.Ask.Units, OraclePrice.Decimals)
            .Append("\",\"A\":\"1.50000000\"}}"u8);
    }

    public void AppendHeartbeat(Frame frame, string symbol, long number, Timestamp at)
    {
        // Its heartbeats are the ping frames of the WebSocket.
    }

    private static ExchangeRequest? Read(JsonElement root)
    {
        if (root.Text("method") is not ("SUBSCRIBE" or "UNSUBSCRIBE") || root.Member("params")?.Texts() is not { } streams)
        {
            return null;
        }

        var symbols = streams.ConvertAll(stream => stream.EndsWith(StreamSuffix, StringComparison.Ordinal) ? stream[..^StreamSuffix.Length].ToUpperInvariant() : "");
        var id = root.Member("id") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;
        return new ExchangeRequest(root.Text("method") == "UNSUBSCRIBE", symbols, id, Heartbeats: false);
    }
}
