using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest.Statistics;
using PolyCloud.Research.Importing;

namespace PolyCloud.Research.Backtest.Sources;

/// <summary>
/// Of recorded windows those that a backtest can tell the truth about: with books, with prices of the settlement oracle unless they are
/// waived, with a winner, each once. The others are named in the coverage.
/// </summary>
/// <param name="needsOracle">Whether the engine trades only on prices of the settlement oracle.</param>
public sealed class PlayableWindows(IRecordedSource source, bool needsOracle, int windowsMax = int.MaxValue) : IWindowSource
{
    /// <summary>A winner is taken from the last book only where that is no older than this at the end.</summary>
    private static readonly Duration LastBookAge = Duration.FromSeconds(10);

    /// <summary>And only where its mid is as far out as this, in cents, so that one in fifty may be wrong at the most.</summary>
    private const double SureCents = 97;

    /// <summary>More records left out than one in fifty, and ten, are a window that was not like this.</summary>
    private const int OneOf = 50;

    private const int LeftOutMin = 10;

    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>What was played and what was not, and why; whole once all windows have been asked for.</summary>
    public ImportCoverage Coverage { get; } = new();

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        _taken.Clear();
        try
        {
            foreach (var tape in source.Windows().Select(WithWinner))
            {
                if (WhyNot(tape) is { } why)
                {
                    Coverage.Skip(tape.Spec.Slug, why);
                    continue;
                }

                _taken.Add(tape.Spec.Slug, tape.Provenance.Source);
                Coverage.Used(hasWinner: true);
                yield return tape;
                if (Coverage.Windows == windowsMax)
                {
                    yield break;
                }
            }
        }
        finally
        {
            Coverage.AddLeftOut(source.Coverage);
        }
    }

    private string? WhyNot(WindowTape tape)
    {
        var (books, prices) = Held(tape);
        return _taken.TryGetValue(tape.Spec.Slug, out var earlier) ? $"it was read already, from {earlier}"
            : books == 0 ? "no book of its time was recorded"
            : needsOracle && prices == 0 ? "no price of the settlement oracle was recorded (--waive oracle plays it without)"
            : tape.Provenance.RecordsSkipped > Math.Max(LeftOutMin, tape.Events.Length / OneOf) ? $"{tape.Provenance.RecordsSkipped} of its records could not be used"
            : tape.Winner is null ? "its winner is not known, and its last book does not tell it"
            : null;
    }

    private static (int Books, int Prices) Held(WindowTape tape)
    {
        var (books, prices) = (0, 0);
        foreach (ref readonly var told in tape.Events)
        {
            var open = told.At >= tape.Spec.Opens && told.At < tape.Spec.Closes;
            books += open && told.Kind is TapeEventKind.Snapshot or TapeEventKind.Levels ? 1 : 0;
            prices += open && told.Kind == TapeEventKind.Oracle ? 1 : 0;
        }

        return (books, prices);
    }

    private static WindowTape WithWinner(WindowTape tape)
    {
        if (tape.Winner is not null || LastBook(tape) is not { } last || last < tape.Spec.Closes - LastBookAge)
        {
            return tape;
        }

        return new MidPath(tape).CentsAt(tape.Spec.Closes) switch
        {
            >= SureCents => tape.WithInferredWinner(Outcome.Up, tape.Spec.Closes + Importing.Tapes.BookTape.ResolutionDelay),
            <= 100 - SureCents => tape.WithInferredWinner(Outcome.Down, tape.Spec.Closes + Importing.Tapes.BookTape.ResolutionDelay),
            _ => tape,
        };
    }

    private static Timestamp? LastBook(WindowTape tape)
    {
        for (var index = tape.Events.Length - 1; index >= 0; index--)
        {
            ref readonly var told = ref tape.Events[index];
            if (told.Kind is TapeEventKind.Snapshot or TapeEventKind.Levels && told.VenueTime <= tape.Spec.Closes)
            {
                return told.VenueTime;
            }
        }

        return null;
    }
}
