using System.Buffers;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Exchanges;

/// <summary>
/// Binance spot, public market streams: <c>symbol@bookTicker</c>, raw or wrapped as <c>{"stream","data"}</c>. A book ticker carries
/// an update number but no moment. Trade events are understood as signs of life. The exchange ends a connection after 24 hours,
/// and announces a shutdown by <c>serverShutdown</c>; its ping frames are answered by the WebSocket itself.
/// </summary>
public sealed class BinanceWire : IExchangeWire
{
    private static readonly string[] Assets = ["btc", "eth", "sol", "xrp", "doge", "bnb", "zec"];

    public string Name => "binance";

    public FastPriceSource Source => FastPriceSource.Binance;

    public bool Lists(string asset) => Array.IndexOf(Assets, asset) >= 0;

    public byte[] SymbolOf(string asset) => Encoding.ASCII.GetBytes(asset.ToUpperInvariant() + "USDT");

    public byte[] Subscribe(IReadOnlyList<string> assets)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("method"u8, "SUBSCRIBE"u8);
            json.WriteStartArray("params"u8);
            foreach (var asset in assets)
            {
                json.WriteStringValue(asset + "usdt@bookTicker");
            }

            json.WriteEndArray();
            json.WriteNumber("id"u8, 1);
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
        fields.ReadObject(ref reader);

        // What follows the object is no JSON either.
        reader.Read();
        return fields.Interpret();
    }

    /// <summary>The one-letter fields of a stream event, and the few of an answer.</summary>
    private ref struct Fields
    {
        private ReadOnlySpan<byte> _event;
        private ReadOnlySpan<byte> _symbol;
        private ReadOnlySpan<byte> _bid;
        private ReadOnlySpan<byte> _ask;
        private ReadOnlySpan<byte> _words;
        private Timestamp _moment;
        private long _update;
        private bool _isAnswer;
        private bool _isError;

        public void ReadObject(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("error"u8))
                {
                    _isError |= reader.ValueTextEquals("error"u8);
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        ReadObject(ref reader);
                        continue;
                    }
                }
                else
                {
                    Set(ref reader);
                }

                reader.Skip();
            }
        }

        public readonly ExchangeFrame Interpret()
        {
            if (_isError)
            {
                return new ExchangeFrame { Kind = ExchangeFrameKind.Refused, Words = _words };
            }

            if (_isAnswer)
            {
                return new ExchangeFrame { Kind = ExchangeFrameKind.Acknowledged };
            }

            if (_event.SequenceEqual("serverShutdown"u8))
            {
                return new ExchangeFrame { Kind = ExchangeFrameKind.Leaving };
            }

            if (_event.SequenceEqual("trade"u8) || _event.SequenceEqual("aggTrade"u8))
            {
                return _symbol.IsEmpty
                    ? ExchangeFrame.Bad(FrameFault.WrongShape)
                    : new ExchangeFrame { Kind = ExchangeFrameKind.Alive, Symbol = _symbol, VenueTime = _moment };
            }

            if (!_event.IsEmpty)
            {
                return ExchangeFrame.Bad(FrameFault.UnknownEvent);
            }

            return !_symbol.IsEmpty && _update > 0 && OraclePrice.TryParse(_bid, out var bid) && OraclePrice.TryParse(_ask, out var ask) && bid.Units > 0 && ask >= bid
                ? new ExchangeFrame { Kind = ExchangeFrameKind.Price, Symbol = _symbol, Bid = bid, Ask = ask, Sequence = _update }
                : ExchangeFrame.Bad(FrameFault.WrongShape);
        }

        private void Set(ref Utf8JsonReader reader)
        {
            if (LooseValue.IsField(ref reader, "u"u8))
            {
                _ = LooseValue.TryInteger(ref reader, out _update);
            }
            else if (LooseValue.IsField(ref reader, "s"u8))
            {
                _symbol = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "b"u8))
            {
                _bid = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "a"u8))
            {
                _ask = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "e"u8))
            {
                _event = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "E"u8))
            {
                _ = LooseValue.TryMoment(ref reader, out _moment);
            }
            else if (LooseValue.IsField(ref reader, "result"u8))
            {
                _isAnswer = true;
            }
            else if (LooseValue.IsField(ref reader, "msg"u8))
            {
                _isError = true;
                _words = LooseValue.Text(ref reader);
            }
        }
    }
}
