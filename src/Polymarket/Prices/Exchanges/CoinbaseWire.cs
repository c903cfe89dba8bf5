using System.Buffers;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Exchanges;

/// <summary>
/// Coinbase Exchange, public market data feed: channel <c>ticker</c>, one event for each match with the best prices after it, and
/// <c>heartbeat</c>, one a second for each product, so that a quiet product is told from a dead stream. Sequence numbers rise
/// within a product, with gaps: other channels count along.
/// </summary>
public sealed class CoinbaseWire : IExchangeWire
{
    private static readonly string[] Assets = ["btc", "eth", "sol", "xrp", "doge", "zec"];

    public string Name => "coinbase";

    public FastPriceSource Source => FastPriceSource.Coinbase;

    public bool Lists(string asset) => Array.IndexOf(Assets, asset) >= 0;

    public byte[] SymbolOf(string asset) => Encoding.ASCII.GetBytes(asset.ToUpperInvariant() + "-USD");

    public byte[] Subscribe(IReadOnlyList<string> assets)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "subscribe"u8);
            json.WriteStartArray("product_ids"u8);
            foreach (var asset in assets)
            {
                json.WriteStringValue(SymbolOf(asset));
            }

            json.WriteEndArray();
            json.WriteStartArray("channels"u8);
            json.WriteStringValue("ticker"u8);
            json.WriteStringValue("heartbeat"u8);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public ExchangeFrame Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return ExchangeFrame.Bad(FrameFault.WrongShape);
        }

        var fields = default(Fields);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            fields.Set(ref reader);
            reader.Skip();
        }

        // What follows the object is no JSON either.
        reader.Read();
        return fields.Interpret();
    }

    private ref struct Fields
    {
        private ReadOnlySpan<byte> _type;
        private ReadOnlySpan<byte> _product;
        private ReadOnlySpan<byte> _bid;
        private ReadOnlySpan<byte> _ask;
        private ReadOnlySpan<byte> _words;
        private Timestamp _moment;
        private long _sequence;

        public void Set(ref Utf8JsonReader reader)
        {
            if (LooseValue.IsField(ref reader, "type"u8))
            {
                _type = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "product_id"u8))
            {
                _product = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "best_bid"u8))
            {
                _bid = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "best_ask"u8))
            {
                _ask = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "sequence"u8))
            {
                _ = LooseValue.TryInteger(ref reader, out _sequence);
            }
            else if (LooseValue.IsField(ref reader, "message"u8))
            {
                _words = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "time"u8) && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            {
                _moment = new Timestamp((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);
            }
        }

        public readonly ExchangeFrame Interpret()
        {
            if (_type.SequenceEqual("ticker"u8))
            {
                return !_product.IsEmpty && _moment != default && _sequence > 0
                    && OraclePrice.TryParse(_bid, out var bid) && OraclePrice.TryParse(_ask, out var ask) && bid.Units > 0 && ask >= bid
                    ? new ExchangeFrame { Kind = ExchangeFrameKind.Price, Symbol = _product, Bid = bid, Ask = ask, Sequence = _sequence, VenueTime = _moment }
                    : ExchangeFrame.Bad(FrameFault.WrongShape);
            }

            return _type.SequenceEqual("heartbeat"u8) ? new ExchangeFrame { Kind = ExchangeFrameKind.Alive, Symbol = _product, VenueTime = _moment }
                : _type.SequenceEqual("subscriptions"u8) ? new ExchangeFrame { Kind = ExchangeFrameKind.Acknowledged }
                : _type.SequenceEqual("error"u8) ? new ExchangeFrame { Kind = ExchangeFrameKind.Refused, Words = _words }
                : ExchangeFrame.Bad(_type.IsEmpty ? FrameFault.WrongShape : FrameFault.UnknownEvent);
        }
    }
}
