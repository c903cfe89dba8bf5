using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>
/// Full-depth books of one token a window, as JSON lines: <c>{slug, market, tokens}</c> begins a window, <c>{t, e, k, b, a}</c> is a
/// whole book, <c>{t, e, k, d}</c> absolute changes. A <c>windows.csv</c> beside it tells which outcome a token is, and inferred winners.
/// </summary>
public sealed class FullBooks(IReadOnlyList<string> files, IReadOnlyList<FileHead> beside) : IRecordedSource
{
    private static readonly string[] Substitutes =
    [
        "price of the underlying: none, and no stand-in; gates that need the oracle must be waived by an explicit flag",
        "trade prints: inferred from what the best level lost between two books",
        "books between trades: none; the book stands still until the next recorded one",
        "books of the other token: the mirror of the recorded one",
        "arrival times: at least 50 ms after the exchange's own, as the recorder's clock ran behind",
        "the official result: the winner inferred by the recording's author",
    ];

    public string Format => "full books of one token";

    public ImportCoverage Coverage { get; } = new();

    public static bool Recognises(FileHead head) => head.HasAll("slug", "market", "tokens");

    /// <summary>The table of windows.</summary>
    public static bool Uses(FileHead head) => WindowTable.Recognises(head);

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        var known = WindowTable.Of(beside, Coverage);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            FullBookWindow? open = null;
            foreach (var line in JsonLines.Of(file, Coverage))
            {
                if (line.Record is { } header && header.Has("slug"))
                {
                    if (open?.Finish(Coverage, Provenance(file)) is { } finished)
                    {
                        yield return finished;
                    }

                    open = Begin(header, known);
                }
                else
                {
                    open?.Take(line, Coverage);
                }
            }

            if (open?.Finish(Coverage, Provenance(file)) is { } last)
            {
                yield return last;
            }
        }
    }

    /// <summary>Null where the line does not begin a window: what follows belongs to none, until one begins.</summary>
    private FullBookWindow? Begin(JsonRecord header, WindowTable known)
    {
        try
        {
            return new FullBookWindow(header, known);
        }
        catch (RecordingFormatException problem)
        {
            Coverage.Skip(header.Optional("slug")?.Text ?? "window", problem.Message);
            return null;
        }
    }

    private static TapeProvenance Provenance(string file) =>
        new() { Source = DataSet.NameOf(file), Licence = DataSet.LicenceOf(file), Substitutes = Substitutes };
}
