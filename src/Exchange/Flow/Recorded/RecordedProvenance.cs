using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>A stretch without a recorded book of more than five seconds.</summary>
public readonly record struct RecordedGap(string Slug, Timestamp From, Duration Length);

/// <summary>What a recording lacks and what stands in for it, and what was played so far. For the summary of a run.</summary>
public sealed class RecordedProvenance
{
    /// <summary>Gaps told by name; the others are only counted.</summary>
    private const int GapsNamedMax = 1_000;

    private readonly List<RecordedGap> _gaps = [];
    private readonly List<string> _winners = [];

    /// <summary>Each input that the recording lacks, with its substitute.</summary>
    public static IReadOnlyList<(string Missing, string Substitute)> Missing { get; } =
    [
        ("price of the underlying", "none: gates that need the oracle must be waived by an explicit flag"),
        ("trade prints", "none of their own: each recorded book follows a trade, and resting orders fill only when a book shows the market strictly through them"),
        ("books between trades", "none: the book stands still until the next recorded one"),
        ("books of the other token", "the mirror of the recorded one"),
        ("the official result", "the winner inferred in windows.csv, else the last recorded mid, else unresolved"),
        ("tick size before a book shows it", "0.01, made finer by the exchange's own rule"),
    ];

    /// <summary>The same as lines for a summary.</summary>
    public static IReadOnlyList<string> Substitutes { get; } = [.. Missing.Select(pair => $"{pair.Missing}: {pair.Substitute}")];

    public int WindowsPlayed { get; internal set; }

    /// <summary>Windows that start later than 20 s after the open or end earlier than 285 s after it.</summary>
    public int WindowsSkipped { get; internal set; }

    public long LinesSkipped { get; internal set; }

    public long EventsPlayed { get; internal set; }

    /// <summary>Token ids that the recording does not name and that were derived from the slug instead.</summary>
    public int TokensDerived { get; internal set; }

    /// <summary>Windows whose recorded token is not named by windows.csv and was taken for Down.</summary>
    public int SidesAssumed { get; internal set; }

    public long GapCount { get; private set; }

    public IReadOnlyList<RecordedGap> Gaps => _gaps;

    /// <summary>One line a window: slug, winner, where it came from. Bounded as the gaps are.</summary>
    public IReadOnlyList<string> Winners => _winners;

    internal void AddGap(RecordedGap gap)
    {
        GapCount++;
        if (_gaps.Count < GapsNamedMax)
        {
            _gaps.Add(gap);
        }
    }

    internal void AddWinner(string slug, Outcome? winner, string source)
    {
        if (_winners.Count < GapsNamedMax)
        {
            _winners.Add($"{slug}: {(winner is { } known ? known.ToString() : "unresolved")} ({source})");
        }
    }
}
