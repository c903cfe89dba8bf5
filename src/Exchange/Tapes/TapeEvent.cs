using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Tapes;

/// <summary>What happened in or around a recorded window.</summary>
public enum TapeEventKind : byte
{
    /// <summary>The whole book: <see cref="TapeEvent.Count"/> levels of the tape from <see cref="TapeEvent.First"/>.</summary>
    Snapshot,

    /// <summary>Absolute sizes of single levels that belong to one frame; zero removes.</summary>
    Levels,

    /// <summary>A trade print: outcome, taker's side, price, size.</summary>
    Trade,

    /// <summary>A price of the underlying from the settlement oracle.</summary>
    Oracle,

    /// <summary>Best prices of the underlying at an exchange.</summary>
    FastPrice,

    /// <summary>The market's own price to beat.</summary>
    PriceToBeat,

    /// <summary>The grid changed; both books follow as snapshots.</summary>
    TickSize,

    /// <summary>The recording lost its connection: the books are unknown until the next snapshot.</summary>
    BookLost,
}

/// <summary>One event of a tape. Fields beyond the first three are meaningful as the kind says.</summary>
public readonly record struct TapeEvent
{
    public TapeEventKind Kind { get; init; }

    /// <summary>When it reached the recorder. What decides acts on nothing sooner.</summary>
    public Timestamp At { get; init; }

    /// <summary>When it happened at the venue, at or before <see cref="At"/>. What fills orders acts on this.</summary>
    public Timestamp VenueTime { get; init; }

    /// <summary>Snapshot, Levels: index of the first level in the tape.</summary>
    public int First { get; init; }

    /// <summary>Snapshot, Levels: number of levels.</summary>
    public int Count { get; init; }

    /// <summary>Trade: the taker's token.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>Trade: the taker's side.</summary>
    public Side Side { get; init; }

    /// <summary>Trade: the price on the taker's token.</summary>
    public Price Price { get; init; }

    /// <summary>Trade: shares.</summary>
    public Size Size { get; init; }

    /// <summary>TickSize: the new grid.</summary>
    public TickSize Tick { get; init; }

    /// <summary>Oracle: which stream it is.</summary>
    public OracleSource Source { get; init; }

    /// <summary>FastPrice: which exchange it is.</summary>
    public FastPriceSource Exchange { get; init; }

    /// <summary>Oracle, PriceToBeat: the price. FastPrice: the best bid.</summary>
    public OraclePrice Underlying { get; init; }

    /// <summary>FastPrice: the best ask.</summary>
    public OraclePrice UnderlyingAsk { get; init; }
}

/// <summary>One level of the unified book in Up terms: a Down bid at p is an Up ask at 1 − p.</summary>
public readonly record struct TapeLevel(Side Side, Price Price, Size Size);
