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

    public string Format => "captured market frames";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("capturedAt", "payload");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        var specs = Specs();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var provenance = new TapeProvenance { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = Substitutes };
            foreach (var tape in FrameWindows.Of(Read(file, specs), provenance, Coverage))
            {
                yield return tape;
            }
        }
    }

    private FrameTapes Read(string file, IReadOnlyList<MarketSpec> specs)
    {
        var tapes = new FrameTapes(specs);
        var last = default(Timestamp);
        foreach (var (number, text) in TextLines.Of(file))
        {
            using var document = JsonRecord.Parse(file, number, text);
            var record = new JsonRecord(file, number, document.RootElement);
            var captured = record["capturedAt"].Seconds();
            var payload = record.Object("payload");

            // Within its second the capture's order is all that is known: each frame arrives no sooner than it happened.
            var happened = payload.Optional("timestamp")?.Milliseconds() ?? captured;
            last = Timestamp.Later(last, Timestamp.Later(captured, happened));
            tapes.Read(last, payload.Element.GetRawText());
        }

        return tapes;
    }

    private IReadOnlyList<MarketSpec> Specs()
    {
        var specs = new Dictionary<string, MarketSpec>(StringComparer.Ordinal);
        foreach (var head in beside.Where(static head => head.HasAll("current", "next")))
        {
            using var document = JsonRecord.Parse(head.Path, 1, File.ReadAllText(head.Path));
            var root = new JsonRecord(head.Path, 1, document.RootElement);
            foreach (var name in document.RootElement.EnumerateObject().Where(static property => property.Value.ValueKind == System.Text.Json.JsonValueKind.Object))
            {
                var window = root.Object(name.Name);
                var slug = window["slug"];
                var spec = RecordedSpec.OfSlug(slug.Text) ?? throw slug.Bad("the name of a window");
                specs[slug.Text] = spec.WithTokens(window["conditionId"].Text, window["upTokenId"].Text, window["downTokenId"].Text);
            }
        }

        return specs.Count > 0 ? [.. specs.Values.OrderBy(static spec => spec.Opens)]
            : throw new RecordingFormatException(files[0], 0, "upTokenId", "no file beside it tells which window the tokens belong to.");
    }
}
