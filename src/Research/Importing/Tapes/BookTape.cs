using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;

namespace PolyCloud.Research.Importing.Tapes;

/// <summary>
/// A window under construction: turns books of either token into Up terms, keeps account of gaps, and says at the end whether
/// there is a window at all.
/// </summary>
public sealed class BookTape(MarketSpec spec)
{
    /// <summary>What counts as a gap in the books while the window is open.</summary>
    public static readonly Duration GapLength = Duration.FromSeconds(5);

    /// <summary>When the winner counts as told: about a minute after the end, as the venue takes.</summary>
    public static readonly Duration ResolutionDelay = Duration.FromSeconds(60);

    /// <summary>Records from an hour ahead of the open to ten minutes after the close belong to a window; others carry a wrong moment or name.</summary>
    private static readonly Duration Before = Duration.FromSeconds(3_600);

    private static readonly Duration After = Duration.FromSeconds(600);

    /// <summary>Gaps named; a window with more is all gap.</summary>
    private const int GapsMax = 1_000;

    private readonly TapeBuilder _builder = new(spec, takerDelay: true);
    private readonly List<TapeLevel> _levels = [];
    private readonly List<TapeGap> _gaps = [];
    private Timestamp _previous = spec.Opens;
    private bool _hasBook;

    public MarketSpec Spec => spec;

    public TapeBuilder Builder => _builder;

    /// <summary>Books and changes of books.</summary>
    public int BookEvents { get; private set; }

    /// <summary>Records of this window left out as unreadable.</summary>
    public long RecordsSkipped { get; private set; }

    /// <summary>A record was left out that is no change of a book: a trade, a price, a sample.</summary>
    public void LeftOut() => RecordsSkipped++;

    /// <summary>Whether a record of this moment can belong to the window.</summary>
    public bool Covers(Timestamp at) => at >= spec.Opens - Before && at <= spec.Closes + After;

    /// <summary>The same for a field of a record.</summary>
    /// <exception cref="RecordingFormatException">The moment lies too far from the window.</exception>
    public Timestamp Moment(FieldText field, Timestamp at) => Covers(at) ? at : throw field.Bad($"a moment near the window, which closes at {spec.Closes}");

    /// <summary>Changes mean nothing before a whole book, and are left out.</summary>
    /// <param name="outcome">Whose book the levels are: a Down bid at p is an Up ask at 1 − p.</param>
    public void Book(Timestamp at, Timestamp venueTime, Outcome outcome, bool whole, IEnumerable<TapeLevel> levels)
    {
        if (!whole && !_hasBook)
        {
            RecordsSkipped++;
            return;
        }

        _hasBook = true;
        if (at > _previous + GapLength && at > spec.Opens && _previous < spec.Closes && _gaps.Count < GapsMax)
        {
            _gaps.Add(new TapeGap(_previous, Timestamp.Earlier(at, spec.Closes) - _previous));
        }

        _previous = Timestamp.Later(_previous, at);
        _levels.Clear();
        _levels.AddRange(outcome == Outcome.Up ? levels : levels.Select(static level => new TapeLevel(level.Side.Opposite(), level.Price.Complement, level.Size)));
        _levels.Sort(static (left, right) => left.Side != right.Side ? left.Side.CompareTo(right.Side)
            : left.Side == Side.Buy ? right.Price.CompareTo(left.Price)
            : left.Price.CompareTo(right.Price));
        BookEvents++;
        if (whole)
        {
            _builder.Snapshot(at, venueTime, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_levels));
        }
        else
        {
            _builder.Levels(at, venueTime, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_levels));
        }
    }

    /// <summary>A record of the window was left out: nothing is known of the books until the next whole one.</summary>
    public void Lost()
    {
        RecordsSkipped++;
        if (_hasBook)
        {
            _builder.BookLost(_builder.Last);
            _hasBook = false;
        }
    }

    public WindowTape Build(TapeProvenance provenance, Outcome? winner, WinnerSource source)
    {
        if (_previous + GapLength < spec.Closes && _gaps.Count < GapsMax)
        {
            _gaps.Add(new TapeGap(_previous, spec.Closes - _previous));
        }

        return _builder.Build(
            provenance with { Gaps = [.. _gaps], RecordsSkipped = RecordsSkipped },
            winner,
            winner is null ? WinnerSource.Unknown : source,
            winner is null ? Timestamp.Never : spec.Closes + ResolutionDelay);
    }
}
