using PolyCloud.Research.Importing.Formats;
using PolyCloud.Research.Importing.Reading;

namespace PolyCloud.Research.Importing;

/// <summary>Finds out by content which format a recording has.</summary>
public static class RecordingFormats
{
    private static readonly RecordingFormat[] Known =
    [
        new(FullBooks.Recognises, FullBooks.Uses, static (files, beside) => new FullBooks(files, beside)),
        new(QuoteTable.Recognises, QuoteTable.Uses, static (files, beside) => new QuoteTable(files, beside)),
        new(QuoteLadder.Recognises, UsesNothing, static (files, _) => new QuoteLadder(files)),
        new(CapturedFrames.Recognises, CapturedFrames.Uses, static (files, beside) => new CapturedFrames(files, beside)),
        new(SessionMessages.Recognises, SessionMessages.Uses, static (files, beside) => new SessionMessages(files, beside)),
        new(CollectorFiles.Recognises, UsesNothing, static (files, _) => new CollectorFiles(files)),
        new(OraclePrices.Recognises, OraclePrices.Uses, static (files, beside) => new OraclePrices(files, beside)),
    ];

    /// <param name="path">A file, or a folder of them and of further folders; what lies beside a file is used for names, winners and prices only.</param>
    /// <returns>All windows below; what holds none is named in the coverage.</returns>
    /// <exception cref="FileNotFoundException">Nothing there.</exception>
    public static IRecordedSource Open(string path) => Directory.Exists(path) ? new RecordedFolders(path)
        : File.Exists(path) ? new RecordedFile(path)
        : throw new FileNotFoundException($"There is no recording at {path}.", path);

    /// <summary>The readers of one folder's files, and by name what none of them reads.</summary>
    /// <param name="wanted">Files to read windows from; the others of the folder only help.</param>
    internal static IEnumerable<IRecordedSource> Of(IReadOnlyList<FileHead> heads, Func<FileHead, bool> wanted, ImportCoverage coverage)
    {
        List<FileHead> sound = [.. heads.Where(head => IsSound(head, wanted, coverage))];
        foreach (var format in Known)
        {
            string[] files = [.. sound.Where(wanted).Where(format.Recognises).Select(static head => head.Path)];
            if (files.Length > 0)
            {
                yield return format.Create(files, sound);
            }
        }
    }

    /// <summary>A damaged file is not used at all, nor one of no known format; of the latter only those are named that were asked for.</summary>
    private static bool IsSound(FileHead head, Func<FileHead, bool> wanted, ImportCoverage coverage)
    {
        var known = Known.Any(format => format.Recognises(head) || format.Uses(head));
        var problem = known ? RecordingFile.Problem(head.Path) : head.WhyUnknown;
        if (problem is not null && (known || (wanted(head) && !head.IsAboutTheData)))
        {
            coverage.SkipFile(Tapes.DataSet.NameOf(head.Path), problem);
        }

        return problem is null;
    }

    private static bool UsesNothing(FileHead head) => false;

    /// <param name="Recognises">By the names of the first line's fields.</param>
    /// <param name="Uses">Whether a file beside the recording helps to read it.</param>
    private sealed record RecordingFormat(
        Func<FileHead, bool> Recognises, Func<FileHead, bool> Uses, Func<IReadOnlyList<string>, IReadOnlyList<FileHead>, IRecordedSource> Create);
}
