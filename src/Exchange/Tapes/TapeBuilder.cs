using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Tapes;

/// <summary>
/// Makes a tape, event by event in the order of arrival. An arrival before the one added last counts as that one; a venue moment
/// later than its arrival counts as the arrival, so that a recorder's wrong clock never lets anything be known before it happened.
/// </summary>
public sealed class TapeBuilder(MarketSpec spec, bool takerDelay)
{
    /// <summary>Events a window: ten minutes at 5 000 a second, ten times the busiest second recorded.</summary>
    public const int EventsMax = 3_000_000;

    private readonly List<TapeEvent> _events = [];
    private readonly List<TapeLevel> _levels = [];
    private Timestamp _last;

    public int Count => _events.Count;

    /// <summary>Arrival of the event added last.</summary>
    public Timestamp Last => _last;

    /// <summary>The whole book in Up terms, best first within each side.</summary>
    public void Snapshot(Timestamp at, Timestamp venueTime, ReadOnlySpan<TapeLevel> levels) => AddLevels(TapeEventKind.Snapshot, at, venueTime, levels);

    /// <summary>Absolute sizes of the levels one frame changed, in Up terms; zero removes.</summary>
    public void Levels(Timestamp at, Timestamp venueTime, ReadOnlySpan<TapeLevel> levels) => AddLevels(TapeEventKind.Levels, at, venueTime, levels);

    public void Trade(Timestamp at, in TradePrint print) => Add(new TapeEvent
    {
        Kind = TapeEventKind.Trade, At = at, VenueTime = print.VenueTime, Outcome = print.Outcome, Side = print.TakerSide, Price = print.Price, Size = print.Size,
    });

    public void Oracle(Timestamp at, in OracleTick tick) => Add(new TapeEvent
    {
        Kind = TapeEventKind.Oracle, At = at, VenueTime = tick.Observed, Source = tick.Source, Underlying = tick.Price,
    });

    public void FastPrice(in FastPriceTick tick) => Add(new TapeEvent
    {
        Kind = TapeEventKind.FastPrice, At = tick.Received, VenueTime = tick.VenueTime, Exchange = tick.Source, Underlying = tick.Bid, UnderlyingAsk = tick.Ask,
    });

    public void PriceToBeat(Timestamp at, OraclePrice price) => Add(new TapeEvent { Kind = TapeEventKind.PriceToBeat, At = at, VenueTime = at, Underlying = price });

    public void TickSize(Timestamp at, Timestamp venueTime, TickSize tick) => Add(new TapeEvent { Kind = TapeEventKind.TickSize, At = at, VenueTime = venueTime, Tick = tick });

    public void BookLost(Timestamp at) => Add(new TapeEvent { Kind = TapeEventKind.BookLost, At = at, VenueTime = at });

    /// <param name="winner">Null where none is known.</param>
    /// <param name="resolvedAt">When the winner is told.</param>
    /// <exception cref="ArgumentException">A winner that is told before the window ends, or one without a source.</exception>
    public WindowTape Build(TapeProvenance provenance, Outcome? winner, WinnerSource source, Timestamp resolvedAt)
    {
        if (winner is null != (source == WinnerSource.Unknown))
        {
            throw new ArgumentException($"{spec.Slug}: the winner is {winner?.ToString() ?? "none"}, its source {source}.", nameof(source));
        }

        if (winner is not null && resolvedAt < spec.Closes)
        {
            throw new ArgumentException($"{spec.Slug}: the winner is told at {resolvedAt}, before the end at {spec.Closes}.", nameof(resolvedAt));
        }

        return new WindowTape(spec, takerDelay, provenance, [.. _events], [.. _levels], winner, source, winner is null ? Timestamp.Never : resolvedAt);
    }

    private void AddLevels(TapeEventKind kind, Timestamp at, Timestamp venueTime, ReadOnlySpan<TapeLevel> levels)
    {
        var first = _levels.Count;
        _levels.AddRange(levels);
        Add(new TapeEvent { Kind = kind, At = at, VenueTime = venueTime, First = first, Count = levels.Length });
    }

    private void Add(TapeEvent added)
    {
        if (_events.Count == EventsMax)
        {
            throw new InvalidOperationException($"{spec.Slug} has more than {EventsMax} events.");
        }

        _last = Timestamp.Later(_last, added.At);
        _events.Add(added with { At = _last, VenueTime = Timestamp.Earlier(added.VenueTime, _last) });
    }
}
