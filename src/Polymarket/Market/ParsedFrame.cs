using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Market;

internal enum MarketEventKind : byte
{
    Book,
    Deltas,
    Trade,
    TickSize,
    Resolved,
}

/// <summary>One event, ready to be told. Fields are meaningful as the kind says.</summary>
internal struct ParsedEvent
{
    public MarketEventKind Kind;
    public MarketId Market;
    public Outcome Outcome;
    public Timestamp VenueTime;
    public FrameRange Bids;
    public FrameRange Asks;
    public FrameRange Changes;
    public BookEnvelope Envelope;
    public TradePrint Print;
    public TickSize Tick;
}

/// <summary>
/// The reused typed buffer of one frame: everything is parsed into it before anything of it is told. It grows to the largest
/// frame seen and no further than its limits, then allocates nothing.
/// </summary>
internal sealed class ParsedFrame
{
    /// <summary>A subscription of 256 markets answers with two books each.</summary>
    public const int MaximumEvents = 1024;

    /// <summary>A book has at most 10 000 prices a side; this is a full dump of 512 books at the deepest grid seen.</summary>
    public const int MaximumLevels = 1 << 18;

    private ParsedEvent[] _events = new ParsedEvent[16];
    private BookLevel[] _levels = new BookLevel[1024];
    private BookDelta[] _deltas = new BookDelta[64];
    private Hash160[] _hashes = new Hash160[64];

    private readonly int[] _skipped = new int[Enum.GetValues<FrameFault>().Length];

    public int EventCount { get; private set; }

    /// <summary>Events of a known kind that nobody needs.</summary>
    public int IgnoredCount { get; private set; }

    public int LevelCount { get; private set; }

    public int DeltaCount { get; private set; }

    /// <summary>A limit was reached; the frame is not to be told.</summary>
    public bool IsOverflown { get; private set; }

    public void Clear()
    {
        _skipped.AsSpan().Clear();
        IgnoredCount = 0;
        EventCount = 0;
        LevelCount = 0;
        DeltaCount = 0;
        IsOverflown = false;
    }

    public int SkippedCount(FrameFault fault) => _skipped[(int)fault];

    /// <summary>An event is left out; it is counted only if the frame is told.</summary>
    public void Skip(FrameFault fault) => _skipped[(int)fault]++;

    public void Ignore() => IgnoredCount++;

    public ref readonly ParsedEvent EventAt(int index) => ref _events[index];

    public ReadOnlySpan<BookLevel> Levels(FrameRange range) => _levels.AsSpan(range.First, range.Count);

    public ReadOnlySpan<BookDelta> Deltas(FrameRange range) => _deltas.AsSpan(range.First, range.Count);

    public ReadOnlySpan<Hash160> Hashes(FrameRange range) => _hashes.AsSpan(range.First, range.Count);

    public ref ParsedEvent AddEvent()
    {
        if (EventCount == _events.Length && !Grow(ref _events, MaximumEvents))
        {
            IsOverflown = true;
            EventCount--;
        }

        ref var added = ref _events[EventCount++];
        added = default;
        return ref added;
    }

    public void AddLevel(Price price, Size size)
    {
        if (LevelCount == _levels.Length && !Grow(ref _levels, MaximumLevels))
        {
            IsOverflown = true;
            return;
        }

        _levels[LevelCount++] = new BookLevel(price, size);
    }

    public void AddDelta(in BookDelta delta, Hash160 hash)
    {
        if (DeltaCount == _deltas.Length && !(Grow(ref _deltas, MaximumLevels) && Grow(ref _hashes, MaximumLevels)))
        {
            IsOverflown = true;
            return;
        }

        _deltas[DeltaCount] = delta;
        _hashes[DeltaCount++] = hash;
    }

    /// <summary>Names the token of deltas that were added before it was known.</summary>
    public void SetOutcome(FrameRange range, Outcome outcome)
    {
        foreach (ref var delta in _deltas.AsSpan(range.First, range.Count))
        {
            delta = delta with { Outcome = outcome };
        }
    }

    private static bool Grow<T>(ref T[] buffer, int limit)
    {
        if (buffer.Length >= limit)
        {
            return false;
        }

        Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit));
        return true;
    }
}
