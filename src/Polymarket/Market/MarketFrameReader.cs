using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Market;

/// <summary>What a frame was.</summary>
public enum MarketFrameKind : byte
{
    /// <summary>At least one event of a registered market was told.</summary>
    Data,

    /// <summary>The answer to a ping.</summary>
    Pong,

    /// <summary>The venue knows of no new token in a subscription.</summary>
    NoNewAssets,

    /// <summary>Nothing to tell: skipped, ignored or empty.</summary>
    Nothing,
}

/// <summary>
/// Reads the frames of the market socket: an object or an array of objects, or a bare word. A frame is parsed whole into a
/// reused buffer and only then told, so a damaged one tells nothing; in a sound frame an event that is not understood is
/// left out and counted, and the others are told. Allocates nothing once its buffers have grown.
/// </summary>
public sealed class MarketFrameReader(TokenDirectory tokens, IMarketEvents events, FrameFaults faults)
{
    private readonly ParsedFrame _frame = new();

    /// <summary>Events of a known kind that are not passed on: best_bid_ask and new_market.</summary>
    public long IgnoredEvents { get; private set; }

    /// <summary>Frames that needed the general reader, because they were not written as the venue usually writes.</summary>
    public long UnusualFrames { get; private set; }

    /// <summary>Reads one message and tells its events.</summary>
    public MarketFrameKind Read(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.Length < 16 && IsWord(message, out var word))
        {
            return word;
        }

        _frame.Clear();
        if (!WireTokenizer.TryRead(message, _frame, tokens))
        {
            _frame.Clear();
            UnusualFrames++;
            if (!TryReadAny(message))
            {
                Count(now, FrameFault.Malformed);
                return MarketFrameKind.Nothing;
            }
        }

        return Tell(now);
    }

    /// <summary>As <see cref="Read"/>, by the general reader alone: what the fast one is tested against.</summary>
    internal MarketFrameKind ReadGenerally(Timestamp now, ReadOnlySpan<byte> message)
    {
        _frame.Clear();
        if (!TryReadAny(message))
        {
            Count(now, FrameFault.Malformed);
            return MarketFrameKind.Nothing;
        }

        return Tell(now);
    }

    private static bool IsWord(ReadOnlySpan<byte> message, out MarketFrameKind kind)
    {
        kind = message.SequenceEqual(Keepalive.Pong) ? MarketFrameKind.Pong
            : message.SequenceEqual("NO NEW ASSETS"u8) ? MarketFrameKind.NoNewAssets
            : MarketFrameKind.Nothing;
        return kind != MarketFrameKind.Nothing;
    }

    private bool TryReadAny(ReadOnlySpan<byte> message)
    {
        try
        {
            JsonTokenizer.Read(message, _frame, tokens);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private MarketFrameKind Tell(Timestamp now)
    {
        if (_frame.IsOverflown)
        {
            Count(now, FrameFault.TooLarge);
            return MarketFrameKind.Nothing;
        }

        for (var index = 0; index < _frame.EventCount; index++)
        {
            Tell(now, _frame.EventAt(index));
        }

        IgnoredEvents += _frame.IgnoredCount;
        for (var fault = FrameFault.WrongShape; fault <= FrameFault.UnknownToken; fault++)
        {
            for (var times = _frame.SkippedCount(fault); times > 0; times--)
            {
                Count(now, fault);
            }
        }

        return _frame.EventCount > 0 ? MarketFrameKind.Data : MarketFrameKind.Nothing;
    }

    private void Tell(Timestamp now, in ParsedEvent told)
    {
        switch (told.Kind)
        {
            case MarketEventKind.Deltas:
                events.BookDeltas(now, told.Market, told.VenueTime, _frame.Deltas(told.Changes), _frame.Hashes(told.Changes));
                break;
            case MarketEventKind.Book:
                events.BookSnapshot(now, told.Market, told.Outcome, told.VenueTime, _frame.Levels(told.Bids), _frame.Levels(told.Asks), told.Envelope);
                break;
            case MarketEventKind.Trade:
                events.Trade(now, told.Market, told.Print);
                break;
            case MarketEventKind.TickSize:
                events.TickSizeChanged(now, told.Market, told.Tick);
                break;
            default:
                events.Resolved(now, told.Market, told.Outcome);
                break;
        }
    }

    private void Count(Timestamp now, FrameFault fault)
    {
        if (faults.Add(fault))
        {
            events.FrameSkipped(now, fault);
        }
    }
}
