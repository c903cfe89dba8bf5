using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// Best prices and depths of both tokens with the price of the underlying, a row every few seconds, as a comma-separated file. A table
/// of candles with <c>slug, btc_open, btc_close, winner</c> beside it tells the winners.
/// </summary>
public sealed class QuoteTable(IReadOnlyList<string> files, IReadOnlyList<FileHead> beside) : IRecordedSource
{
    public string Format => "sampled best prices, comma-separated";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("slug", "timestamp", "up_best_bid", "up_best_ask", "up_bid_depth", "up_ask_depth", "btc_price");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        var winners = Winners();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var provenance = new TapeProvenance { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = QuoteSample.Substitutes };
            BookTape? open = null;
            foreach (var row in new CsvTable(file).Rows())
            {
                var slug = row["slug"];
                if (open is not null && open.Spec.Slug != slug.Text)
                {
                    yield return Finish(open, provenance, winners);
                    open = null;
                }

                open ??= new BookTape(RecordedSpec.OfSlug(slug.Text) ?? throw slug.Bad("the name of a window, such as btc-updown-5m-1772025300"));
                Take(row, open);
            }

            if (open is not null)
            {
                yield return Finish(open, provenance, winners);
            }
        }
    }

    private void Take(CsvRow row, BookTape tape)
    {
        try
        {
            var underlying = row["btc_price"] is { IsEmpty: false } price ? price.Underlying() : (OraclePrice?)null;
            new QuoteSample(row["timestamp"].Seconds(), row["up_best_bid"], row["up_bid_depth"], row["up_best_ask"], row["up_ask_depth"], underlying).AddTo(tape);
        }
        catch (RecordingFormatException problem)
        {
            Coverage.SkipRecord(problem);
            tape.RecordsSkipped++;
        }
    }

    private WindowTape Finish(BookTape tape, TapeProvenance provenance, Dictionary<string, Outcome> winners)
    {
        Outcome? winner = winners.TryGetValue(tape.Spec.Slug, out var known) ? known : null;
        Coverage.Used(winner is not null);
        return tape.Build(provenance, winner, WinnerSource.Inferred);
    }

    /// <summary>Only winners that the candle's own open and close bear out: a tie is Up.</summary>
    private Dictionary<string, Outcome> Winners()
    {
        var winners = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var head in beside.Where(static head => head.HasAll("slug", "btc_open", "btc_close", "winner")))
        {
            foreach (var row in new CsvTable(head.Path).Rows())
            {
                if (row["winner"] is { IsEmpty: false } told && row["btc_open"] is { IsEmpty: false } open && row["btc_close"] is { IsEmpty: false } close
                    && told.Outcome() == (close.Underlying() >= open.Underlying() ? Outcome.Up : Outcome.Down))
                {
                    winners[row["slug"].Text] = told.Outcome();
                }
            }
        }

        return winners;
    }
}
