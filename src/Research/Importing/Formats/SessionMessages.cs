using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// Raw messages of several feeds in the order of arrival, a line each:
/// <c>{run_id, source, recv_wall_ts, payload}</c>, the payload as text. <c>…__markets</c> beside <c>…__raw_messages</c> tells the
/// windows. Books and trades come from the venue, the oracle from its legacy price socket; exchange trades are not used.
/// </summary>
public sealed class SessionMessages(IReadOnlyList<string> files, IReadOnlyList<FileHead> beside) : IRecordedSource
{
    private static readonly string[] Substitutes =
    [
        "a continuous recording: these sessions sample in bursts, the books stand still between them",
        "the official result: only where the frames tell it",
    ];

    public string Format => "raw session messages";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("run_id", "source", "recv_wall_ts", "payload");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var specs = Specs(file);
            if (specs.Count == 0)
            {
                Coverage.Skip(Path.GetFileName(file), "no file of markets beside it names a window");
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
        var tapes = new FrameTapes(specs);
        foreach (var (number, text) in TextLines.Of(file))
        {
            using var document = JsonRecord.Parse(file, number, text);
            var record = new JsonRecord(file, number, document.RootElement);
            var at = record["recv_wall_ts"].Milliseconds();
            try
            {
                switch (record["source"].Text)
                {
                    case "polymarket_clob":
                        tapes.Read(at, record["payload"].Text);
                        break;
                    case "polymarket_rtds_chainlink":
                        Oracle(at, record["payload"], tapes);
                        break;
                }
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
            }
        }

        return tapes;
    }

    /// <summary>Updates only: the list that answers a subscription does not say which stream it is of.</summary>
    private static void Oracle(Timestamp at, FieldText message, FrameTapes tapes)
    {
        using var document = JsonRecord.Parse(message.File, message.Line, message.Text);
        var record = new JsonRecord(message.File, message.Line, document.RootElement, "payload.");
        if (record.Optional("topic")?.Text != "crypto_prices_chainlink" || record.Optional("type")?.Text != "update")
        {
            return;
        }

        var payload = record.Object("payload");
        var symbol = payload["symbol"].Text;
        var tick = new OracleTick(OracleSource.Spot, payload["full_accuracy_value"].UnderlyingUnits(), payload["timestamp"].Milliseconds());
        foreach (var tape in tapes.Tapes)
        {
            if (symbol == tape.Spec.Asset + "/usd")
            {
                tape.Builder.Oracle(at, tick);
            }
        }
    }

    private IReadOnlyList<MarketSpec> Specs(string file)
    {
        var session = Path.GetFileName(file).Split("__")[0];
        var specs = new Dictionary<string, MarketSpec>(StringComparer.Ordinal);
        foreach (var head in beside.Where(head => head.Name.StartsWith(session + "__", StringComparison.Ordinal) && head.HasAll("slug", "condition_id", "outcomes")))
        {
            foreach (var (number, text) in TextLines.Of(head.Path))
            {
                using var document = JsonRecord.Parse(head.Path, number, text);
                var record = new JsonRecord(head.Path, number, document.RootElement);
                var slug = record["slug"];
                if (RecordedSpec.OfSlug(slug.Text) is { } spec)
                {
                    var tokens = record.Objects("outcomes").ToDictionary(static outcome => outcome["outcome"].Outcome(), static outcome => outcome["token_id"].Text);
                    specs[slug.Text] = spec.WithTokens(record["condition_id"].Text, tokens.GetValueOrDefault(Outcome.Up), tokens.GetValueOrDefault(Outcome.Down));
                }
            }
        }

        return [.. specs.Values];
    }
}
