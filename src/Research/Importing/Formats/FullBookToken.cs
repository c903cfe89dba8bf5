using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Recorded;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>The books of one recorded token. There is one after each trade, so that what the best level has lost since tells the trade.</summary>
internal sealed class FullBookToken(Outcome side, BookTape tape)
{
    /// <summary>A window whose books begin later than this after the open, or end sooner than this before the close, is not traded.</summary>
    private static readonly Duration LateStart = Duration.FromSeconds(20);

    private static readonly Duration EarlyEnd = Duration.FromSeconds(15);

    /// <summary>The recorder's clock ran about a tenth of a second behind the venue's: the delay of its feed is not known, and assumed.</summary>
    private static readonly Duration FeedDelayMin = Duration.FromMilliseconds(50);

    private readonly List<RecordedLevel> _changes = [];
    private RecordedBook? _book;
    private Timestamp _first = Timestamp.Never;
    private Timestamp _last;

    public BookTape Tape => tape;

    /// <summary>Books within the window's own time.</summary>
    public int InWindow { get; private set; }

    /// <summary>After an unreadable record changes mean nothing until the next whole book.</summary>
    public void Broken()
    {
        tape.Lost();
        _book = null;
    }

    /// <exception cref="RecordingFormatException">A field cannot be read, or the line is out of its order.</exception>
    public void Take(JsonRecord record, ArrivalOrder order, string line)
    {
        var received = record["t"];
        var venueTime = tape.Moment(record["e"], record["e"].Milliseconds());
        var at = Timestamp.Later(tape.Moment(received, order.Take(received, received.Seconds(), line)), venueTime + FeedDelayMin);
        var whole = !record.Has("d");
        RecordedLevel[] levels = whole
            ? [.. record.Rows("b", 2).Select(static row => Level(Side.Buy, row[0], row[1])), .. record.Rows("a", 2).Select(static row => Level(Side.Sell, row[0], row[1]))]
            : [.. record.Rows("d", 3).Select(static row => Level(row[0].Side(), row[1], row[2]))];
        tape.Book(at, venueTime, side, whole, levels.Select(static level => new TapeLevel(level.Side, level.Price, level.Size)));
        if (whole)
        {
            _book = new RecordedBook();
        }

        if (_book is not null)
        {
            Trade(at, new RecordedEvent { At = venueTime, Token = 0, Full = whole, Levels = levels }, _book);
            Count(at);
        }
    }

    /// <summary>Why the window cannot be used; null where it can.</summary>
    public string? WhyNot() => InWindow == 0 ? "no book of it lies inside the window"
        : _first > tape.Spec.Opens + LateStart ? $"its books begin {(_first - tape.Spec.Opens).TotalSeconds:0.0} s after the open"
        : _last < tape.Spec.Closes - EarlyEnd ? $"its books end {(tape.Spec.Closes - _last).TotalSeconds:0.0} s before the close"
        : null;

    private void Trade(Timestamp at, RecordedEvent recorded, RecordedBook book)
    {
        var before = InferredPrint.Tops(book);
        book.Apply(recorded, _changes);

        // A whole book answers a subscription and follows no trade.
        if (!recorded.Full && InferredPrint.Between(before, book, side, recorded.At) is { } print)
        {
            tape.Builder.Trade(at, print);
        }
    }

    private void Count(Timestamp at)
    {
        _first = Timestamp.Earlier(_first, at);
        _last = Timestamp.Later(_last, at);
        InWindow += at >= tape.Spec.Opens && at <= tape.Spec.Closes ? 1 : 0;
    }

    private static RecordedLevel Level(Side side, FieldText price, FieldText size) => new(side, price.Price(), size.Size());
}
