using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Tapes;

/// <summary>
/// One window as it was recorded or generated, in the terms every reader shares: the unified book in Up terms, prints, prices,
/// the result. Immutable; several runs may read it at once.
/// </summary>
public sealed class WindowTape
{
    private readonly TapeEvent[] _events;
    private readonly TapeLevel[] _levels;

    internal WindowTape(MarketSpec spec, bool takerDelay, TapeProvenance provenance, TapeEvent[] events, TapeLevel[] levels, Outcome? winner, WinnerSource winnerSource, Timestamp resolvedAt)
    {
        Spec = spec;
        TakerDelay = takerDelay;
        Provenance = provenance;
        Winner = winner;
        WinnerSource = winnerSource;
        ResolvedAt = resolvedAt;
        _events = events;
        _levels = levels;
    }

    public MarketSpec Spec { get; }

    /// <summary>Whether the venue held marketable orders of this market before matching them.</summary>
    public bool TakerDelay { get; }

    public TapeProvenance Provenance { get; }

    /// <summary>Null where no winner is known. For the settlement at <see cref="ResolvedAt"/> and not before.</summary>
    public Outcome? Winner { get; }

    public WinnerSource WinnerSource { get; }

    /// <summary>When the winner is told: after the window's end; never where there is none.</summary>
    public Timestamp ResolvedAt { get; }

    /// <summary>In the order they reached the recorder.</summary>
    public ReadOnlySpan<TapeEvent> Events => _events;

    /// <summary>The same window with a winner that was worked out from it.</summary>
    /// <exception cref="InvalidOperationException">It has a winner.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The winner would be told before the end.</exception>
    public WindowTape WithInferredWinner(Outcome winner, Timestamp resolvedAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolvedAt, Spec.Closes);
        return Winner is null
            ? new WindowTape(Spec, TakerDelay, Provenance, _events, _levels, winner, WinnerSource.Inferred, resolvedAt)
            : throw new InvalidOperationException($"{Spec.Slug} was won by {Winner}.");
    }

    /// <summary>The levels of a Snapshot or Levels event, best first within a side.</summary>
    public ReadOnlySpan<TapeLevel> LevelsOf(in TapeEvent tapeEvent) => _levels.AsSpan(tapeEvent.First, tapeEvent.Count);
}
