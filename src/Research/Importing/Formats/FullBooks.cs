using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// Full-depth books of one token a window, as JSON lines: <c>{slug, market, tokens}</c> begins a window, <c>{t, e, k, b, a}</c> is a
/// whole book, <c>{t, e, k, d}</c> absolute changes. A <c>windows.csv</c> beside it tells sides and inferred winners.
/// </summary>
public sealed class FullBooks(IReadOnlyList<string> files) : IRecordedSource
{
    private static readonly string[] Substitutes =
    [
        "price of the underlying: none, and no stand-in; gates that need the oracle must be waived by an explicit flag",
        "trade prints: none, and no stand-in; resting orders fill only where a book shows it",
        "books between trades: none; the book stands still until the next recorded one",
        "books of the other token: the mirror of the recorded one",
        "the official result: the winner inferred by the recording's author",
    ];

    public string Format => "full books of one token";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("slug", "market", "tokens");

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var known = WindowTable.Beside(file);
            FullBookWindow? open = null;
            foreach (var (number, text) in TextLines.Of(file))
            {
                using var document = JsonRecord.Parse(file, number, text);
                var record = new JsonRecord(file, number, document.RootElement);
                if (record.Has("slug"))
                {
                    if (open?.Finish(Coverage, Provenance(file)) is { } finished)
                    {
                        yield return finished;
                    }

                    open = new FullBookWindow(record, known);
                }
                else if (open is null)
                {
                    throw new RecordingFormatException(file, number, "slug", "is missing: the first line must begin a window.");
                }
                else
                {
                    open.Take(record, Coverage);
                }
            }

            if (open?.Finish(Coverage, Provenance(file)) is { } last)
            {
                yield return last;
            }
        }
    }

    private static TapeProvenance Provenance(string file) =>
        new() { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = Substitutes };
}
