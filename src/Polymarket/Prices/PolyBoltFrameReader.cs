using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices;

/// <summary>What a frame was.</summary>
internal enum PriceFrameKind : byte
{
    /// <summary>At least one price was told.</summary>
    Data,
    Authenticated,
    Subscribed,
    Error,
    Ping,
    Pong,

    /// <summary>Nothing to tell: skipped or unknown.</summary>
    Nothing,
}

/// <summary>
/// Reads the frames of the price socket. Prices come exact, from <c>full_accuracy_value</c>; a frame's prices are all read
/// before the first is told.
/// </summary>
internal sealed class PolyBoltFrameReader(IReadOnlyList<PriceStream> streams, IPriceEvents events, FrameFaults faults)
{
    /// <summary>Two minutes at ten prices a second; the venue sends one a second.</summary>
    private const int MaximumTicks = 1200;

    private readonly OracleTick[] _ticks = new OracleTick[MaximumTicks];
    private int _tickCount;

    /// <summary>Messages the venue says it left out for us.</summary>
    public long Dropped { get; private set; }

    /// <summary>Message numbers that were skipped within a stream. Prices are absolute, so nothing follows from it.</summary>
    public long SequenceGaps { get; private set; }

    /// <summary>The code of the last <see cref="PriceFrameKind.Error"/>.</summary>
    public string ErrorCode { get; private set; } = "";

    /// <summary>Reads one message and tells its prices.</summary>
    public PriceFrameKind Read(Timestamp now, ReadOnlySpan<byte> message)
    {
        _tickCount = 0;
        try
        {
            return ReadFrame(now, message);
        }
        catch (JsonException)
        {
            return Skip(now, FrameFault.Malformed);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair: JSON, but no text.
            return Skip(now, FrameFault.WrongShape);
        }
    }

    private PriceFrameKind ReadFrame(Timestamp now, ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Skip(now, FrameFault.WrongShape);
        }

        var envelope = default(Envelope);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            envelope.Set(ref reader);
        }

        // What follows the object is no JSON either.
        reader.Read();
        return !envelope.Operation.IsEmpty ? Operation(now, envelope) : Prices(now, envelope);
    }

    private PriceFrameKind Operation(Timestamp now, scoped in Envelope envelope)
    {
        if (envelope.Operation.SequenceEqual("error"u8))
        {
            ErrorCode = System.Text.Encoding.UTF8.GetString(envelope.Code);
            return PriceFrameKind.Error;
        }

        return envelope.Operation.SequenceEqual("authed"u8) ? PriceFrameKind.Authenticated
            : envelope.Operation.SequenceEqual("subscribed"u8) ? PriceFrameKind.Subscribed
            : envelope.Operation.SequenceEqual("ping"u8) ? PriceFrameKind.Ping
            : envelope.Operation.SequenceEqual("pong"u8) ? PriceFrameKind.Pong
            : Skip(now, FrameFault.UnknownEvent);
    }

    private PriceFrameKind Prices(Timestamp now, scoped in Envelope envelope)
    {
        if (envelope.Channel.IsEmpty || !envelope.HasPayload)
        {
            return Skip(now, FrameFault.WrongShape);
        }

        var reader = envelope.Payload;
        if (!TryPayload(ref reader, out var symbol, out var isOtherWindow))
        {
            return Skip(now, _tickCount == MaximumTicks ? FrameFault.TooLarge : FrameFault.WrongShape);
        }

        if (isOtherWindow || Find(envelope.Channel, symbol) is not { } stream)
        {
            return Skip(now, FrameFault.UnknownToken);
        }

        Dropped += envelope.Dropped;
        SequenceGaps += stream.Sequence > 0 && envelope.Sequence > stream.Sequence + 1 ? 1 : 0;
        stream.Sequence = envelope.Sequence;
        for (var index = 0; index < _tickCount; index++)
        {
            events.Price(now, stream.Asset, _ticks[index] with { Source = stream.Source });
        }

        if (_tickCount > 0)
        {
            stream.HeardAt = now;
        }

        return _tickCount > 0 ? PriceFrameKind.Data : PriceFrameKind.Nothing;
    }

    /// <summary>Reads the payload's one price or its list of the last ones.</summary>
    private bool TryPayload(ref Utf8JsonReader reader, out ReadOnlySpan<byte> symbol, out bool isOtherWindow)
    {
        symbol = default;
        isOtherWindow = false;
        var point = default(Point);
        var isWhole = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Match(ref reader, "symbol"u8))
            {
                symbol = LooseValue.Text(ref reader);
            }
            else if (Match(ref reader, "window_seconds"u8))
            {
                isOtherWindow = !LooseValue.TryInteger(ref reader, out var seconds) || seconds != PriceStream.AverageWindowSeconds;
            }
            else if (Match(ref reader, "data"u8))
            {
                isWhole &= TryList(ref reader);
            }
            else
            {
                point.Set(ref reader);
            }

            reader.Skip();
        }

        return isWhole && !symbol.IsEmpty && (!point.IsGiven || TryAdd(point));
    }

    private bool TryList(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        var isWhole = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var point = default(Point);
            while (reader.TokenType != JsonTokenType.EndObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                point.Set(ref reader);
                reader.Skip();
            }

            isWhole &= reader.TokenType == JsonTokenType.EndObject && TryAdd(point);
        }

        return isWhole;
    }

    private bool TryAdd(scoped in Point point)
    {
        var text = point.Exact.IsEmpty ? point.Value : point.Exact;
        if (_tickCount == MaximumTicks || !OraclePrice.TryParse(text, out var price) || price.Units <= 0 || point.Moment == default)
        {
            return false;
        }

        _ticks[_tickCount++] = new OracleTick(OracleSource.Spot, price, point.Moment);
        return true;
    }

    private PriceStream? Find(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> symbol)
    {
        for (var index = 0; index < streams.Count; index++)
        {
            if (streams[index].Channel.SequenceEqual(channel) && streams[index].Symbol.SequenceEqual(symbol))
            {
                return streams[index];
            }
        }

        return null;
    }

    private PriceFrameKind Skip(Timestamp now, FrameFault fault)
    {
        if (faults.Add(fault))
        {
            events.FrameSkipped(now, fault);
        }

        return PriceFrameKind.Nothing;
    }

    /// <summary>Moves from a property name to its value where the name is this one.</summary>
    private static bool Match(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        return true;
    }

    /// <summary>The outer fields; the payload is read when the channel is known, wherever it stands.</summary>
    private ref struct Envelope
    {
        public ReadOnlySpan<byte> Operation;
        public ReadOnlySpan<byte> Code;
        public ReadOnlySpan<byte> Channel;
        public Utf8JsonReader Payload;
        public bool HasPayload;
        public long Sequence;
        public long Dropped;

        public void Set(ref Utf8JsonReader reader)
        {
            if (Match(ref reader, "op"u8))
            {
                Operation = LooseValue.Text(ref reader);
            }
            else if (Match(ref reader, "code"u8))
            {
                Code = LooseValue.Text(ref reader);
            }
            else if (Match(ref reader, "channel"u8))
            {
                Channel = LooseValue.Text(ref reader);
            }
            else if (Match(ref reader, "seq"u8))
            {
                _ = LooseValue.TryInteger(ref reader, out Sequence);
            }
            else if (Match(ref reader, "dropped"u8))
            {
                _ = LooseValue.TryInteger(ref reader, out Dropped);
            }
            else if (Match(ref reader, "payload"u8))
            {
                Payload = reader;
                HasPayload = reader.TokenType == JsonTokenType.StartObject;
            }

            reader.Skip();
        }
    }

    /// <summary>One price as it stands in the frame.</summary>
    private ref struct Point
    {
        public ReadOnlySpan<byte> Exact;
        public ReadOnlySpan<byte> Value;
        public Timestamp Moment;

        public readonly bool IsGiven => !Exact.IsEmpty || !Value.IsEmpty;

        /// <summary>Takes the field the reader stands on, if it is one of a price.</summary>
        public void Set(ref Utf8JsonReader reader)
        {
            if (Match(ref reader, "full_accuracy_value"u8))
            {
                Exact = LooseValue.Text(ref reader);
            }
            else if (Match(ref reader, "value"u8))
            {
                Value = LooseValue.Text(ref reader);
            }
            else if (Match(ref reader, "timestamp"u8))
            {
                _ = LooseValue.TryMoment(ref reader, out Moment);
            }
        }
    }
}
