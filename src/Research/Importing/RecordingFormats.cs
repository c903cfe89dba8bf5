using PolyCloud.Research.Importing.Formats;
using PolyCloud.Research.Importing.Reading;

namespace PolyCloud.Research.Importing;

/// <summary>Finds out by content which format a recording has.</summary>
public static class RecordingFormats
{
    /// <summary>Files of a folder looked at; a data set has a few dozen.</summary>
    private const int FilesMax = 1_000;

    private static readonly (Func<FileHead, bool> Recognises, Func<IReadOnlyList<string>, IReadOnlyList<FileHead>, IRecordedSource> Create)[] Known =
    [
        (FullBooks.Recognises, static (files, _) => new FullBooks(files)),
        (QuoteTable.Recognises, static (files, beside) => new QuoteTable(files, beside)),
        (QuoteLadder.Recognises, static (files, _) => new QuoteLadder(files)),
        (CapturedFrames.Recognises, static (files, beside) => new CapturedFrames(files, beside)),
        (SessionMessages.Recognises, static (files, beside) => new SessionMessages(files, beside)),
        (CollectorFiles.Recognises, static (files, _) => new CollectorFiles(files)),
        (OraclePrices.Recognises, static (files, beside) => new OraclePrices(files, beside)),
    ];

    /// <param name="path">A file, or a folder of them; what lies beside a file is used for names, winners and prices only.</param>
    /// <exception cref="FileNotFoundException">Nothing there.</exception>
    /// <exception cref="NotSupportedException">No known format, or several in one folder; the message says what was found.</exception>
    public static IRecordedSource Open(string path)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new FileNotFoundException($"There is no recording at {path}.", path);
        }

        var folder = isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var heads = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(FilesMax).Select(FileHead.Of).ToList();
        var wanted = isFolder ? heads : heads.Where(head => Path.GetFullPath(head.Path) == Path.GetFullPath(path)).ToList();
        var found = Known
            .Select(format => (format.Create, Files: wanted.Where(format.Recognises).Select(static head => head.Path).ToArray()))
            .Where(static format => format.Files.Length > 0)
            .ToList();
        return found switch
        {
            [var only] => only.Create(only.Files, heads),
            [] => throw new NotSupportedException(
                $"{path} is no recording that can be played: none of its files ({string.Join(", ", wanted.Take(5).Select(static head => head.Name))}{(wanted.Count > 5 ? ", …" : "")}) has windows with books, quotes or oracle prices in a known format."),
            _ => throw new NotSupportedException(
                $"{path} holds recordings of several formats ({string.Join(", ", found.Select(static format => Path.GetFileName(format.Files[0])))}); name one of the files."),
        };
    }
}
