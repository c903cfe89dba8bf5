using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// Raw market-channel frames, a line each: <c>{capturedAt, payload}</c> with the capture's moment in whole seconds. A JSON file of
/// windows beside it, <c>{name: {slug, conditionId, upTokenId, downTokenId}}</c>, tells what the tokens are.
/// </summary>
public sealed class CapturedFrames(IReadOnlyList<string> files, IReadOnlyList<FileHead> beside) : IRecordedSource
{
    private static readonly string[] Substitutes =
    [
        "the moment of arrival: the venue's own moment, as the capture is stamped in whole seconds",
        "price of the underlying: none, and no stand-in; gates that need the oracle must be waived by an explicit flag",
        "the official result: only where the frames tell it",
    ];

    /// <summary>The stamp is cut to whole seconds, and the recorder's clock may run a second behind.</summary>
    private static readonly Duration StampMax = Duration.FromSeconds(2);

    public string Format => "captured market frames";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("capturedAt", "payload");

    /// <summary>The files that tell which window the tokens belong to.</summary>
    public static bool Uses(FileHead head) => head.HasAll("current", "next");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        var specs = Specs();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            if (specs.Count == 0)
            {
                Coverage.SkipFile(DataSet.NameOf(file), "no file beside it tells which window its tokens belong to");
                continue;
            }

            var provenance = new TapeProvenance { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = Substitutes };
            foreach (var tape in FrameWindows.Of(Read(file, specs), provenance, Coverage))
            {
                yield return tape;
            }
        }
    }

    private FrameTapes Read(string file, IReadOnlyList<MarketSpec> specs)
    {
        var tapes = new FrameTapes(specs, Coverage);
        var order = new ArrivalOrder();
        var last = default(Timestamp);
        foreach (var line in JsonLines.Of(file, Coverage))
        {
            try
            {
                if (line.Record is { } record)
                {
                    var moment = record["capturedAt"];
                    var captured = order.Take(moment, moment.Seconds(), line.Text);
                    var payload = record.Object("payload");
                    last = Timestamp.Later(last, Timestamp.Later(captured, Happened(payload, captured)));
                    tapes.Read(last, payload.Element.GetRawText());
                    continue;
                }
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
                if (problem.IsRepetition)
                {
                    continue;
                }
            }

            tapes.Lost();
        }

        return tapes;
    }

    /// <summary>Within its second the capture's order is all that is known: a frame arrives no sooner than it happened, and no later than the capture was stamped.</summary>
    private static Timestamp Happened(JsonRecord payload, Timestamp captured)
    {
        var told = payload.Optional("timestamp");
        var happened = told?.Milliseconds() ?? captured;
        return happened <= captured + StampMax ? happened : throw told!.Value.Bad($"a moment no later than its capture at {captured}");
    }

    private IReadOnlyList<MarketSpec> Specs()
    {
        var specs = new Dictionary<string, MarketSpec>(StringComparer.Ordinal);
        foreach (var head in beside.Where(Uses))
        {
            try
            {
                Take(head.Path, specs);
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
            }
        }

        return [.. specs.Values.OrderBy(static spec => spec.Opens)];
    }

    private static void Take(string path, Dictionary<string, MarketSpec> specs)
    {
        using var document = JsonRecord.Parse(path, 1, File.ReadAllText(path));
        var root = new JsonRecord(path, 1, document.RootElement);
        foreach (var name in document.RootElement.EnumerateObject().Where(static property => property.Value.ValueKind == System.Text.Json.JsonValueKind.Object))
        {
            var window = root.Object(name.Name);
            var slug = window["slug"];
            var spec = RecordedSpec.OfSlug(slug.Text) ?? throw slug.Bad("the name of a window");
            specs[slug.Text] = spec.WithTokens(window["conditionId"].Text, window["upTokenId"].Text, window["downTokenId"].Text);
        }
    }
}
