using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// Windows with strike and official result, a line each: <c>{slug, condition_id, token_ids, strike_value, outcome_prices}</c>, and a
/// table of oracle prices beside it, <c>feed_ts_ms, full_accuracy_value, recv_ms</c>. No books: for models and settlement, not for quoting.
/// </summary>
public sealed class OraclePrices(IReadOnlyList<string> files, IReadOnlyList<FileHead> beside) : IRecordedSource
{
    /// <summary>What a model wants to have seen before the open: a minute of average, and some volatility.</summary>
    private static readonly Duration Before = Duration.FromSeconds(300);

    private static readonly Duration After = Duration.FromSeconds(10);

    private static readonly string[] Substitutes = ["books and trades: none, and no stand-in; nothing can be quoted or filled"];

    public string Format => "oracle prices and official results without books";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("slug", "condition_id", "token_ids", "strike_value", "outcome_prices");

    /// <summary>The oracle's prices.</summary>
    public static bool Uses(FileHead head) => head.HasAll("feed_ts_ms", "full_accuracy_value", "recv_ms");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var prices = Prices();
            var provenance = new TapeProvenance { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = Substitutes };
            foreach (var line in JsonLines.Of(file, Coverage))
            {
                if (line.Record is { } record && TryWindow(record, prices, provenance) is { } tape)
                {
                    yield return tape;
                }
            }
        }
    }

    private WindowTape? TryWindow(JsonRecord record, List<(Timestamp At, OracleTick Tick)> prices, TapeProvenance provenance)
    {
        try
        {
            return Window(record, prices, provenance);
        }
        catch (RecordingFormatException problem)
        {
            Coverage.SkipRecord(problem);
            return null;
        }
    }

    private WindowTape? Window(JsonRecord record, List<(Timestamp At, OracleTick Tick)> prices, TapeProvenance provenance)
    {
        var slug = record["slug"];
        var tokens = record.Texts("token_ids");
        if (tokens.Count != 2)
        {
            throw new RecordingFormatException(record.File, record.Line, "token_ids", $"names {tokens.Count} of the two tokens.");
        }

        if (RecordedSpec.OfSlug(slug.Text)?.WithTokens(record["condition_id"].Text, tokens[0].Text, tokens[1].Text) is not { } spec)
        {
            Coverage.Skip(slug.Text, "its name tells no window");
            return null;
        }

        var builder = new TapeBuilder(spec, takerDelay: true);
        var told = record.Nullable("strike_value")?.UnderlyingUnits();
        var first = prices.BinarySearch((spec.Opens - Before, default), Comparer<(Timestamp At, OracleTick Tick)>.Create(static (left, right) => left.At.CompareTo(right.At)));
        for (var index = first < 0 ? ~first : first; index < prices.Count && prices[index].At <= spec.Closes + After; index++)
        {
            // The market itself tells its strike some seconds after the open.
            if (told is { } strike && prices[index].At >= spec.Opens + After)
            {
                builder.PriceToBeat(prices[index].At, strike);
                told = null;
            }

            builder.Oracle(prices[index].At, prices[index].Tick);
        }

        if (builder.Count == 0)
        {
            Coverage.Skip(spec.Slug, "no price of its time was recorded");
            return null;
        }

        var winner = Winner(record);
        Coverage.Used(winner is not null);
        return builder.Build(
            provenance, winner, winner is null ? WinnerSource.Unknown : WinnerSource.Official, winner is null ? Timestamp.Never : spec.Closes + BookTape.ResolutionDelay);
    }

    private static Outcome? Winner(JsonRecord record) => record.Texts("outcome_prices").Select(static price => price.Text).ToArray() switch
    {
        ["1", "0"] => Outcome.Up,
        ["0", "1"] => Outcome.Down,
        _ => null,
    };

    /// <summary>A day is 86 400 prices.</summary>
    private List<(Timestamp At, OracleTick Tick)> Prices()
    {
        List<(Timestamp At, OracleTick Tick)> prices = [];
        foreach (var head in beside.Where(Uses))
        {
            var order = new ArrivalOrder();
            foreach (var row in new CsvTable(head.Path).Rows(Coverage))
            {
                try
                {
                    var tick = new OracleTick(OracleSource.Spot, row["full_accuracy_value"].UnderlyingUnits(), row["feed_ts_ms"].Milliseconds());
                    prices.Add((order.Take(row["recv_ms"], row["recv_ms"].Milliseconds(), row.Text), tick));
                }
                catch (RecordingFormatException problem)
                {
                    Coverage.SkipRecord(problem);
                }
            }
        }

        prices.Sort(static (left, right) => left.At.CompareTo(right.At));
        return prices;
    }
}
