using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Exchange.Flow.Recorded;
using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Backtest.Sources;

/// <summary>
/// Recordings of one token's book after each trade (<c>books_DATE.jsonl.gz</c>). They carry no prints: what the best level of the side
/// that lost more has lost is taken for the trade, and said so in the provenance.
/// </summary>
public sealed class RecordedBooks(string path, int windowsMax = int.MaxValue) : IWindowSource
{
    private static readonly Duration GapLength = Duration.FromSeconds(5);

    /// <summary>The recorder's clock runs behind the exchange's, so that the delay of the feed is not known.</summary>
    private static readonly Duration AssumedFeedDelay = Duration.FromMilliseconds(50);

    private static readonly string[] Substitutes =
    [
        "price of the underlying: none; gates that need the oracle must be waived",
        "trade prints: inferred from what the best level lost between two books",
        "books between trades: the book stands still until the next recorded one",
        "books of the other token: the mirror of the recorded one",
        "arrival times: 50 ms after the exchange's own",
    ];

    /// <summary>Windows that start too late or end too early to be used, so far.</summary>
    public int WindowsSkipped { get; private set; }

    public IEnumerable<WindowTape> Windows()
    {
        var reader = new RecordingReader(path);
        var outcomes = new RecordedOutcomes(path);
        var taken = 0;
        var skipped = 0L;
        foreach (var window in reader.Windows())
        {
            if (taken == windowsMax)
            {
                yield break;
            }

            if (!window.Complete)
            {
                WindowsSkipped++;
                continue;
            }

            taken++;
            yield return Tape(window, outcomes, reader.LinesSkipped - skipped);
            skipped = reader.LinesSkipped;
        }
    }

    private WindowTape Tape(RecordedWindow window, RecordedOutcomes outcomes, long recordsSkipped)
    {
        var side = outcomes.SideOf(window.Header.Tokens[window.Token]) ?? Outcome.Down;
        var builder = new TapeBuilder(SpecOf(window, side), takerDelay: true);
        var book = new RecordedBook();
        var changes = new List<RecordedLevel>();
        var gaps = new List<TapeGap>();
        var previous = window.Opens;
        builder.Snapshot(window.Events[0].At, window.Events[0].At, []);
        foreach (var recorded in window.Events)
        {
            if (recorded.At - previous > GapLength)
            {
                gaps.Add(new TapeGap(previous, recorded.At - previous));
            }

            previous = Timestamp.Later(previous, recorded.At);
            var before = InferredPrint.Tops(book);
            book.Apply(recorded, changes);
            var at = recorded.At + AssumedFeedDelay;
            builder.Levels(at, recorded.At, [.. changes.Select(change => Turn(change, side))]);
            if (InferredPrint.Between(before, book, side, recorded.At) is { } print)
            {
                builder.Trade(at, print);
            }
        }

        var winner = outcomes.WinnerOf(window.Header.Slug);
        var provenance = new TapeProvenance { Source = Path.GetFileName(path.TrimEnd('/')), Substitutes = Substitutes, Gaps = gaps, RecordsSkipped = recordsSkipped };
        return builder.Build(provenance, winner, winner is null ? WinnerSource.Unknown : WinnerSource.Inferred, window.Closes + Duration.FromSeconds(60));
    }

    /// <summary>A Down bid at p is an Up ask at 1 − p.</summary>
    private static TapeLevel Turn(RecordedLevel level, Outcome recorded) => recorded == Outcome.Up
        ? new TapeLevel(level.Side, level.Price, level.Size)
        : new TapeLevel(level.Side.Opposite(), level.Price.Complement, level.Size);

    private static MarketSpec SpecOf(RecordedWindow window, Outcome side)
    {
        var own = window.Header.Tokens[window.Token];
        var other = window.Header.Tokens.Count > 1 ? window.Header.Tokens[1 - window.Token] : RollingWindows.TokenId(window.Header.Slug, side.Opposite());
        return RollingWindows.Spec(window.Opens, SettlementRule.Spot) with
        {
            Slug = window.Header.Slug,
            ConditionId = window.Header.ConditionId,
            UpTokenId = side == Outcome.Up ? own : other,
            DownTokenId = side == Outcome.Down ? own : other,
        };
    }
}
