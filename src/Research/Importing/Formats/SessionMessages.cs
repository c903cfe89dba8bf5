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

    /// <summary>The markets of a session.</summary>
    public static bool Uses(FileHead head) => head.HasAll("slug", "condition_id", "outcomes");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var specs = Specs(file);
            if (specs.Count == 0)
            {
                Coverage.SkipFile(DataSet.NameOf(file), "no file of markets beside it names a window");
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
        foreach (var line in JsonLines.Of(file, Coverage))
        {
            try
            {
                if (line.Record is { } record)
                {
                    var moment = record["recv_wall_ts"];
                    Take(record, order.Take(moment, moment.Milliseconds(), line.Text), tapes);
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

    private static void Take(JsonRecord record, Timestamp at, FrameTapes tapes)
    {
        switch (record["source"].Text)
        {
            case "polymarket_clob":
                tapes.Read(at, record["payload"].Text);
                break;
            case "polymarket_rtds_chainlink":
                Oracle(at, record["payload"], tapes);
                break;
            case "binance" or "coinbase" or "pyth_proxy":
                break;
            default:
                throw record["source"].Bad("one of the sources of these sessions");
        }
    }

    /// <summary>Updates only: the list that answers a subscription does not say which stream it is of.</summary>
    private static void Oracle(Timestamp at, FieldText message, FrameTapes tapes)
    {
        using var document = JsonRecord.Parse(message.File, message.Line, message.Text);
        var record = new JsonRecord(message.File, message.Line, document.RootElement, "payload.");
        var (topic, type) = (record["topic"], record["type"]);
        if ((topic.Text, type.Text) is ("crypto_prices", "subscribe" or "update"))
        {
            return;
        }

        if ((topic.Text, type.Text) is not ("crypto_prices_chainlink", "update"))
        {
            throw topic.Bad("a topic of the price socket, with its updates");
        }

        var payload = record.Object("payload");
        var symbol = payload["symbol"].Text;
        var tick = new OracleTick(OracleSource.Spot, payload["full_accuracy_value"].UnderlyingUnits(), payload["timestamp"].Milliseconds());
        foreach (var tape in tapes.Tapes)
        {
            if (symbol == tape.Spec.Asset + "/usd" && tape.Covers(at))
            {
                tape.Builder.Oracle(at, tick);
            }
        }
    }

    private IReadOnlyList<MarketSpec> Specs(string file)
    {
        var session = Path.GetFileName(file).Split("__")[0];
        var specs = new Dictionary<string, MarketSpec>(StringComparer.Ordinal);
        foreach (var head in beside.Where(head => head.Name.StartsWith(session + "__", StringComparison.Ordinal) && Uses(head)))
        {
            foreach (var line in JsonLines.Of(head.Path, Coverage))
            {
                try
                {
                    Take(line.Record, specs);
                }
                catch (RecordingFormatException problem)
                {
                    Coverage.SkipRecord(problem);
                }
            }
        }

        return [.. specs.Values];
    }

    private static void Take(JsonRecord? record, Dictionary<string, MarketSpec> specs)
    {
        if (record is not { } market || RecordedSpec.OfSlug(market["slug"].Text) is not { } spec)
        {
            return;
        }

        var tokens = new Dictionary<Outcome, string>();
        foreach (var outcome in market.Objects("outcomes"))
        {
            tokens[outcome["outcome"].Outcome()] = outcome["token_id"].Text;
        }

        if (tokens.Count != 2)
        {
            throw new RecordingFormatException(market.File, market.Line, "outcomes", $"names {tokens.Count} of the two outcomes.");
        }

        specs[spec.Slug] = spec.WithTokens(market["condition_id"].Text, tokens[Outcome.Up], tokens[Outcome.Down]);
    }
}
