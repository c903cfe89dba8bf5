using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>One window of full books being read: both tokens side by side, of which the one with more books is used.</summary>
internal sealed class FullBookWindow
{
    /// <summary>A window whose books begin later than this after the open, or end sooner than this before the close, is not traded.</summary>
    private static readonly Duration LateStart = Duration.FromSeconds(20);

    private static readonly Duration EarlyEnd = Duration.FromSeconds(15);

    private readonly string _slug;
    private readonly Outcome? _winner;
    private readonly Token[] _tokens;

    /// <summary>Why the window cannot be used; null where it can, so far.</summary>
    private readonly string? _unusable;

    public FullBookWindow(JsonRecord header, WindowTable known)
    {
        _slug = header["slug"].Text;
        _winner = known.WinnerOf(_slug);
        var condition = header["market"].Text;
        var names = header.Texts("tokens");
        if (names.Count is < 1 or > 2)
        {
            throw new RecordingFormatException(header.File, header.Line, "tokens", $"names {names.Count} tokens, expected one or two.");
        }

        if (RecordedSpec.OfSlug(_slug) is not { } spec)
        {
            _unusable = "its name tells no window";
            _tokens = [];
            return;
        }

        _tokens = [.. names.Select((name, index) =>
        {
            // Most of the recorded single tokens are Down; the table says so for nearly all.
            var side = known.SideOf(name.Text) ?? Outcome.Down;
            var other = names.Count > 1 ? names[1 - index].Text : null;
            return new Token(side, new BookTape(side == Outcome.Up ? spec.WithTokens(condition, name.Text, other) : spec.WithTokens(condition, other, name.Text)));
        })];
    }

    public void Take(JsonRecord record, ImportCoverage coverage)
    {
        if (_unusable is not null)
        {
            return;
        }

        var index = record["k"] switch
        {
            { Text: "0" } => 0,
            { Text: "1" } when _tokens.Length > 1 => 1,
            var other => throw other.Bad("the index of one of the window's tokens"),
        };
        try
        {
            _tokens[index].Take(record);
        }
        catch (RecordingFormatException problem)
        {
            coverage.SkipRecord(problem);
            _tokens[index].Broken();
        }
    }

    public WindowTape? Finish(ImportCoverage coverage, TapeProvenance provenance)
    {
        var best = _tokens.MaxBy(static token => token.InWindow);
        if (WhyNot(best) is { } why)
        {
            coverage.Skip(_slug, why);
            return null;
        }

        coverage.Used(_winner is not null);
        return best!.Tape.Build(provenance, _winner, WinnerSource.Inferred);
    }

    private string? WhyNot(Token? best) => _unusable is not null ? _unusable
        : best is null || best.InWindow == 0 ? "no book of it lies inside the window"
        : best.First > best.Tape.Spec.Opens + LateStart ? $"its books begin {(best.First - best.Tape.Spec.Opens).TotalSeconds:0.0} s after the open"
        : best.Last < best.Tape.Spec.Closes - EarlyEnd ? $"its books end {(best.Tape.Spec.Closes - best.Last).TotalSeconds:0.0} s before the close"
        : null;

    private sealed class Token(Outcome side, BookTape tape)
    {
        private bool _hasBook;

        public BookTape Tape => tape;

        public int InWindow { get; private set; }

        public Timestamp First { get; private set; } = Timestamp.Never;

        public Timestamp Last { get; private set; }

        /// <summary>After an unreadable record changes mean nothing until the next whole book.</summary>
        public void Broken()
        {
            tape.RecordsSkipped++;
            if (_hasBook)
            {
                tape.Lost(Last);
            }

            _hasBook = false;
        }

        public void Take(JsonRecord record)
        {
            var venueTime = record["e"].Milliseconds();

            // The recorder's clock ran about a tenth of a second behind the venue's.
            var at = Timestamp.Later(record["t"].Seconds(), venueTime);
            var whole = !record.Has("d");
            if (!whole && !_hasBook)
            {
                tape.RecordsSkipped++;
                return;
            }

            List<TapeLevel> levels = whole
                ? [.. record.Rows("b", 2).Select(static row => Level(Side.Buy, row[0], row[1])), .. record.Rows("a", 2).Select(static row => Level(Side.Sell, row[0], row[1]))]
                : [.. record.Rows("d", 3).Select(static row => Level(row[0].Side(), row[1], row[2]))];
            tape.Book(at, venueTime, side, whole, levels);
            _hasBook = true;
            First = Timestamp.Earlier(First, at);
            Last = Timestamp.Later(Last, at);
            InWindow += at >= tape.Spec.Opens && at <= tape.Spec.Closes ? 1 : 0;
        }

        private static TapeLevel Level(Side side, FieldText price, FieldText size) => new(side, price.Price(), size.Size());
    }
}
