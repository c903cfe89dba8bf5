using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.User;

/// <summary>What a frame was.</summary>
public enum UserFrameKind : byte
{
    /// <summary>At least one event was told.</summary>
    Data,

    /// <summary>The answer to a ping.</summary>
    Pong,

    /// <summary>Nothing to tell: skipped or empty.</summary>
    Nothing,
}

/// <summary>
/// Reads the frames of the user socket: an object or an array of objects, or a bare word. The frame is proven to be JSON
/// before anything of it is told, and an event is read whole before it is told; one that is not understood is left out and
/// counted, because the fills beside it still count.
/// </summary>
/// <param name="owner">Which orders of a trade are ours.</param>
public sealed class UserFrameReader(TradeOwner owner, IUserEvents events, FrameFaults faults)
{
    private readonly TradeRecord _trade = new();

    private enum EventType : byte
    {
        Missing,
        Unknown,
        Order,
        Trade,
    }

    /// <summary>Reads one message and tells its events.</summary>
    public UserFrameKind Read(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.SequenceEqual(Keepalive.Pong))
        {
            return UserFrameKind.Pong;
        }

        if (!IsJson(message))
        {
            Count(now, FrameFault.Malformed);
            return UserFrameKind.Nothing;
        }

        var reader = new Utf8JsonReader(message);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return TryEvent(now, ref reader) ? UserFrameKind.Data : UserFrameKind.Nothing;
        }

        var told = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            told += TryEvent(now, ref reader) ? 1 : 0;
        }

        return told > 0 ? UserFrameKind.Data : UserFrameKind.Nothing;
    }

    private static bool IsJson(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            while (reader.Read())
            {
                // To the end: only a whole frame is told.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool TryEvent(Timestamp now, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            Count(now, FrameFault.WrongShape);
            return false;
        }

        // The event's own reader: whatever happens inside, the frame's reader goes on behind the event.
        var inside = reader;
        var type = TypeOf(reader);
        reader.Skip();
        try
        {
            return Tell(now, type, ref inside);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair: JSON, but no text.
            Count(now, FrameFault.WrongShape);
            return false;
        }
    }

    private bool Tell(Timestamp now, EventType type, ref Utf8JsonReader inside)
    {
        switch (type)
        {
            case EventType.Order when UserOrderReader.TryRead(ref inside, out var order):
                events.Order(now, order);
                return true;
            case EventType.Trade when TradeReader.TryRead(ref inside, _trade, owner):
                events.Trade(now, _trade);
                return true;
            default:
                Count(now, type == EventType.Unknown ? FrameFault.UnknownEvent : FrameFault.WrongShape);
                return false;
        }
    }

    /// <summary>By <c>event_type</c>; where it is missing, by <c>type</c>, which says what happened.</summary>
    private static EventType TypeOf(Utf8JsonReader reader)
    {
        var (named, implied) = (EventType.Missing, EventType.Missing);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("event_type"u8);
            var isKind = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && isName)
            {
                named = reader.ValueTextEquals("order"u8) ? EventType.Order
                    : reader.ValueTextEquals("trade"u8) ? EventType.Trade
                    : EventType.Unknown;
            }
            else if (reader.TokenType == JsonTokenType.String && isKind)
            {
                implied = Ascii.EqualsIgnoreCase(reader.ValueSpan, "TRADE"u8) ? EventType.Trade : EventType.Order;
            }

            reader.Skip();
        }

        return named == EventType.Missing ? implied : named;
    }

    private void Count(Timestamp now, FrameFault fault)
    {
        if (faults.Add(fault))
        {
            events.FrameSkipped(now, fault);
        }
    }
}
