using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Rtds;

/// <summary>
/// Reads the frames of the legacy price socket. Exact prices come from <c>full_accuracy_value</c>, an integer of 18 decimals
/// without a point, and must agree with <c>value</c>. Snapshots are understood and left out: the venue names every snapshot
/// <c>crypto_prices</c>, whichever topic it answers, so that spot and average cannot be told apart.
/// </summary>
internal sealed class RtdsFrameReader(IReadOnlyList<RtdsTopic> topics, IPriceEvents events, FrameFaults faults)
{
    /// <summary>Frames that are understood and of no interest: snapshots, other topics, other symbols, answers to pings.</summary>
    public long Ignored { get; private set; }

    /// <summary>Reads one message; true when a price was told.</summary>
    public bool Read(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || message.SequenceEqual("PONG"u8) || message.SequenceEqual("pong"u8))
        {
            return Ignore();
        }

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

    private bool ReadFrame(Timestamp now, ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Skip(now, FrameFault.WrongShape);
        }

        var frame = default(RtdsFrame);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            frame.Set(ref reader);
            reader.Skip();
        }

        // What follows the object is no JSON either.
        reader.Read();
        return frame.Topic.IsEmpty ? Skip(now, FrameFault.WrongShape)
            : !RtdsFrame.IsKnown(frame.Topic) ? Skip(now, FrameFault.UnknownEvent)
            : Tell(now, frame);
    }

    private bool Tell(Timestamp now, scoped in RtdsFrame frame)
    {
        if (frame.Type.SequenceEqual("subscribe"u8) || Find(frame.Topic) is not { } topic)
        {
            return Ignore();
        }

        if (frame.Symbol.IsEmpty || frame.HasOtherWindow || !frame.TryPrice(out var price) || frame.Moment == default)
        {
            return Skip(now, FrameFault.WrongShape);
        }

        if (topic.AssetOf(frame.Symbol) is not { } asset)
        {
            return Ignore();
        }

        topic.HeardAt = now;
        events.Price(now, asset, new OracleTick(topic.Source, price, frame.Moment));
        return true;
    }

    private RtdsTopic? Find(ReadOnlySpan<byte> name)
    {
        foreach (var topic in topics)
        {
            if (topic.Is(name))
            {
                return topic;
            }
        }

        return null;
    }

    private bool Ignore()
    {
        Ignored++;
        return false;
    }

    private bool Skip(Timestamp now, FrameFault fault)
    {
        if (faults.Add(fault))
        {
            events.FrameSkipped(now, fault);
        }

        return false;
    }
}
