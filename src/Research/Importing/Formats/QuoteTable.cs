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

    /// <summary>The table of candles.</summary>
    public static bool Uses(FileHead head) => head.HasAll("slug", "btc_open", "btc_close", "winner");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        var winners = Winners();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var provenance = new TapeProvenance { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = QuoteSample.Substitutes };
            var order = new ArrivalOrder();
            BookTape? open = null;
            foreach (var row in new CsvTable(file).Rows(Coverage))
            {
                var slug = row["slug"];
                if (open is not null && open.Spec.Slug != slug.Text)
                {
                    if (Finish(open, provenance, winners) is { } finished)
                    {
                        yield return finished;
                    }

                    open = null;
                }

                open ??= Begin(slug);
                Take(row, order, open);
            }

            if (open is not null && Finish(open, provenance, winners) is { } last)
            {
                yield return last;
            }
        }
    }

    private BookTape? Begin(FieldText slug)
    {
        if (RecordedSpec.OfSlug(slug.Text) is { } spec)
        {
            return new BookTape(spec);
        }

        Coverage.SkipRecord(slug.Bad("the name of a window, such as btc-updown-5m-1772025300"));
        return null;
    }

    private void Take(CsvRow row, ArrivalOrder order, BookTape? tape)
    {
        try
        {
            var moment = row["timestamp"];
            var at = order.Take(moment, moment.Seconds(), row.Text);
            if (tape is not null)
            {
                var underlying = row["btc_price"] is { IsEmpty: false } price ? price.Underlying() : (OraclePrice?)null;
                new QuoteSample(tape.Moment(moment, at), row["up_best_bid"], row["up_bid_depth"], row["up_best_ask"], row["up_ask_depth"], underlying).AddTo(tape);
            }
        }
        catch (RecordingFormatException problem)
        {
            Coverage.SkipRecord(problem);
            tape?.LeftOut();
        }
    }

    private WindowTape? Finish(BookTape tape, TapeProvenance provenance, Dictionary<string, Outcome> winners)
    {
        if (tape.BookEvents == 0)
        {
            Coverage.Skip(tape.Spec.Slug, "none of its samples could be used");
            return null;
        }

        Outcome? winner = winners.TryGetValue(tape.Spec.Slug, out var known) ? known : null;
        Coverage.Used(winner is not null);
        return tape.Build(provenance, winner, WinnerSource.Inferred);
    }

    private Dictionary<string, Outcome> Winners()
    {
        var winners = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var row in beside.Where(Uses).SelectMany(head => new CsvTable(head.Path).Rows(Coverage)))
        {
            try
            {
                Take(row, winners);
            }
            catch (RecordingFormatException problem)
            {
                Coverage.SkipRecord(problem);
            }
        }

        return winners;
    }

    /// <summary>Only winners that the candle's own open and close bear out: a tie is Up.</summary>
    private static void Take(CsvRow row, Dictionary<string, Outcome> winners)
    {
        if (row["winner"] is { IsEmpty: false } told && row["btc_open"] is { IsEmpty: false } open && row["btc_close"] is { IsEmpty: false } close
            && told.Outcome() == (close.Underlying() >= open.Underlying() ? Outcome.Up : Outcome.Down))
        {
            winners[row["slug"].Text] = told.Outcome();
        }
    }
}
