using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// A window a line, with a few samples of best prices before its end:
/// <c>{slug, winner, samples: [{t, spot, up: {bid, ask, bid_depth, ask_depth}}]}</c>, <c>t</c> in seconds from the close.
/// </summary>
public sealed class QuoteLadder(IReadOnlyList<string> files) : IRecordedSource
{
    public string Format => "samples of best prices before the close";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("slug", "samples", "window_ts");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var provenance = new TapeProvenance { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = QuoteSample.Substitutes };
            foreach (var line in JsonLines.Of(file, Coverage))
            {
                if (line.Record is { } record && TryWindow(record, provenance) is { } tape)
                {
                    yield return tape;
                }
            }
        }
    }

    private WindowTape? TryWindow(JsonRecord record, TapeProvenance provenance)
    {
        try
        {
            return Window(record, provenance);
        }
        catch (RecordingFormatException problem)
        {
            Coverage.SkipRecord(problem);
            return null;
        }
    }

    private WindowTape? Window(JsonRecord record, TapeProvenance provenance)
    {
        var slug = record["slug"];
        var order = new ArrivalOrder();
        var tape = new BookTape(RecordedSpec.OfSlug(slug.Text) ?? throw slug.Bad("the name of a window, such as btc-updown-5m-1785106200"));
        foreach (var sample in record.Objects("samples"))
        {
            try
            {
                Sample(sample, tape.Spec.Closes, order).AddTo(tape);
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
                tape.LeftOut();
            }
        }

        if (tape.BookEvents == 0)
        {
            Coverage.Skip(slug.Text, "none of its samples could be used");
            return null;
        }

        var winner = record.Nullable("winner")?.Outcome();
        Coverage.Used(winner is not null);
        return tape.Build(provenance, winner, WinnerSource.Inferred);
    }

    private static QuoteSample Sample(JsonRecord sample, Timestamp closes, ArrivalOrder order)
    {
        var offset = sample["t"];
        var up = sample.Object("up");
        return decimal.TryParse(offset.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is > -3_600 and <= 0
            ? new QuoteSample(
                order.Take(offset, closes + new Duration((long)(seconds * Timestamp.PerSecond)), offset.Text),
                up.Nullable("bid"), up.Nullable("bid_depth"), up.Nullable("ask"), up.Nullable("ask_depth"),
                sample.Nullable("spot")?.Underlying())
            : throw offset.Bad("seconds before the close, zero or less");
    }
}
