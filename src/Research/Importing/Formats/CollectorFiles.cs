using System.Globalization;
using System.Text.RegularExpressions;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// One window in several files, one a token and kind: books <c>{bids, asks, local_timestamp, timestamp, asset_price}</c> and trades
/// <c>{price, size, side, local_timestamp, timestamp, asset_price}</c>. Which window and token it is stands in the file's name alone:
/// <c>data_15m_sol_orderbooks_1765450800up</c>.
/// </summary>
public sealed partial class CollectorFiles(IReadOnlyList<string> files) : IRecordedSource
{
    private static readonly string[] Substitutes =
    [
        "books between snapshots: none; the book stands still for three to four seconds",
        "the settlement oracle: the middle of Binance's best prices as the collector saw it",
        "the official result: none",
    ];

    public string Format => "books and trades, a file each";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) =>
        head.HasAll("local_timestamp", "timestamp", "asset_price") && (head.HasAll("bids", "asks") || head.HasAll("price", "size", "side"));

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        var named = files.Select(static file => (File: file, Name: NamePattern().Match(Path.GetFileName(file)))).ToList();
        foreach (var (file, _) in named.Where(static pair => !pair.Name.Success))
        {
            Coverage.SkipFile(DataSet.NameOf(file), "its name does not tell window and token, as data_15m_sol_orderbooks_1765450800up would");
        }

        foreach (var group in named.Where(static pair => pair.Name.Success).GroupBy(static pair => SlugOf(pair.Name)).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            if (RecordedSpec.OfSlug(group.Key) is null)
            {
                Coverage.Skip(group.Key, "its name tells no window");
            }
            else if (Window(group.Key, group.Select(static pair => (pair.File, pair.Name))) is { } tape)
            {
                yield return tape;
            }
        }
    }

    private WindowTape? Window(string slug, IEnumerable<(string File, Match Name)> parts)
    {
        var tape = new BookTape(RecordedSpec.OfSlug(slug)!);
        List<(Timestamp At, Action<Timestamp> Add)> events = [];
        HashSet<(string Kind, Outcome Outcome)> read = [];
        foreach (var (file, name) in parts.OrderBy(static part => part.File, StringComparer.Ordinal))
        {
            var outcome = name.Groups["side"].Value == "up" ? Outcome.Up : Outcome.Down;
            if (name.Groups["kind"].Value != "trades" && outcome != Outcome.Up)
            {
                continue;
            }

            // A copy under another name would tell every trade twice.
            if (read.Add((name.Groups["kind"].Value, outcome)))
            {
                Read(file, outcome, tape, events);
            }
            else
            {
                Coverage.SkipFile(DataSet.NameOf(file), $"another file tells the same of {slug} already");
            }
        }

        foreach (var (at, add) in events.OrderBy(static pair => pair.At))
        {
            add(at);
        }

        if (tape.BookEvents == 0)
        {
            Coverage.Skip(slug, "its books are not here");
            return null;
        }

        Coverage.Used(hasWinner: false);
        var first = files[0];
        string[] lacks = read.Any(static part => part.Kind == "trades") ? [] : ["trade prints: none, and no stand-in; resting orders fill only where a book shows it"];
        var provenance = new TapeProvenance { Source = DataSet.NameOf(first), Licence = DataSet.LicenceOf(first), Substitutes = [.. Substitutes, .. lacks] };
        return tape.Build(provenance, null, WinnerSource.Unknown);
    }

    private void Read(string file, Outcome outcome, BookTape tape, List<(Timestamp At, Action<Timestamp> Add)> events)
    {
        var order = new ArrivalOrder();
        foreach (var line in JsonLines.Of(file, Coverage))
        {
            try
            {
                if (line.Record is not { } record)
                {
                    tape.LeftOut();
                    continue;
                }

                var moment = record["local_timestamp"];
                var at = order.Take(moment, tape.Moment(moment, moment.Milliseconds()), line.Text);
                var venueTime = record["timestamp"].Milliseconds();
                if (events.Count >= TapeBuilder.EventsMax / 2)
                {
                    throw new RecordingFormatException(file, record.Line, "line", "the window has more records than any window can have.");
                }

                events.Add((at, record.Has("bids") ? Book(record, venueTime, outcome, tape) : Trade(record, venueTime, outcome, tape)));
                if (outcome == Outcome.Up && record.Optional("asset_price")?.Underlying() is { } price)
                {
                    events.Add((at, moment => tape.Builder.Oracle(moment, new OracleTick(OracleSource.Spot, price, venueTime))));
                }
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
                tape.LeftOut();
            }
        }
    }

    private static Action<Timestamp> Book(JsonRecord record, Timestamp venueTime, Outcome outcome, BookTape tape)
    {
        TapeLevel[] levels =
        [
            .. record.Objects("bids").Select(static level => new TapeLevel(Side.Buy, level["price"].Price(), level["size"].Size())),
            .. record.Objects("asks").Select(static level => new TapeLevel(Side.Sell, level["price"].Price(), level["size"].Size())),
        ];
        return moment => tape.Book(moment, venueTime, outcome, whole: true, levels);
    }

    private static Action<Timestamp> Trade(JsonRecord record, Timestamp venueTime, Outcome outcome, BookTape tape)
    {
        var print = new TradePrint(outcome, record["side"].Side(), record["price"].Price(), record["size"].Size(), venueTime);
        return moment => tape.Builder.Trade(moment, print);
    }

    private static string SlugOf(Match name) => string.Create(
        CultureInfo.InvariantCulture, $"{name.Groups["asset"].Value}-updown-{name.Groups["interval"].Value}-{name.Groups["opens"].Value}");

    [GeneratedRegex("^data_(?<interval>5m|15m|1h)_(?<asset>[a-z]+)_(?<kind>orderbooks|trades)_(?<opens>[0-9]{10})(?<side>up|down)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex NamePattern();
}
