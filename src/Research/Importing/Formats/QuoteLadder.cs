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
            foreach (var (number, text) in TextLines.Of(file))
            {
                using var document = JsonRecord.Parse(file, number, text);
                yield return Window(new JsonRecord(file, number, document.RootElement), provenance);
            }
        }
    }

    private WindowTape Window(JsonRecord record, TapeProvenance provenance)
    {
        var slug = record["slug"];
        var tape = new BookTape(RecordedSpec.OfSlug(slug.Text) ?? throw slug.Bad("the name of a window, such as btc-updown-5m-1785106200"));
        foreach (var sample in record.Objects("samples"))
        {
            try
            {
                Sample(sample, tape.Spec.Closes).AddTo(tape);
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
                tape.RecordsSkipped++;
            }
        }

        var winner = record.Optional("winner")?.Outcome();
        Coverage.Used(winner is not null);
        return tape.Build(provenance, winner, WinnerSource.Inferred);
    }

    private static QuoteSample Sample(JsonRecord sample, Timestamp closes)
    {
        var offset = sample["t"];
        var up = sample.Object("up");
        return decimal.TryParse(offset.Text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is > -3_600 and <= 0
            ? new QuoteSample(
                closes + new Duration((long)(seconds * Timestamp.PerSecond)),
                up.Optional("bid"), up.Optional("bid_depth"), up.Optional("ask"), up.Optional("ask_depth"),
                sample.Optional("spot")?.Underlying())
            : throw offset.Bad("seconds before the close, zero or less");
    }
}
