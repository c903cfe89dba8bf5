using System.IO.Compression;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>Streams the windows of a recording file, one in memory at a time. Lines that cannot be read are counted and skipped.</summary>
public sealed class RecordingReader
{
    /// <summary>Ten times the busiest recorded window; what is beyond belongs to a damaged file and is counted as skipped.</summary>
    private const int EventsPerWindowMax = 100_000;

    private readonly IReadOnlyList<string> _paths;
    private readonly RecordedToken _token;
    private readonly List<RecordedLevel> _scratch = [];

    /// <param name="path">A <c>.jsonl</c> or <c>.jsonl.gz</c> file, or a folder of <c>books_*.jsonl.gz</c> read in the order of their names.</param>
    /// <exception cref="NotSupportedException">Not a recording of books; the message names what is supported.</exception>
    /// <exception cref="FileNotFoundException">Nothing at that path.</exception>
    public RecordingReader(string path, RecordedToken token = RecordedToken.BestRecorded)
    {
        _paths = Files(path);
        _token = token;
    }

    public long LinesSkipped { get; private set; }

    public IReadOnlyList<string> Paths => _paths;

    public IEnumerable<RecordedWindow> Windows()
    {
        foreach (var path in _paths)
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            foreach (var window in Windows(reader))
            {
                yield return window;
            }
        }
    }

    private IEnumerable<RecordedWindow> Windows(StreamReader reader)
    {
        RecordedHeader? header = null;
        var events = new List<RecordedEvent>();
        while (NextLine(reader) is { } line)
        {
            var (nextHeader, recorded) = RecordingLine.Read(line, _scratch);
            if (nextHeader is not null)
            {
                if (Finish(header, events) is { } finished)
                {
                    yield return finished;
                }

                header = nextHeader;
                events = [];
            }
            else if (recorded is not null && header is not null && recorded.Token < header.Tokens.Count && events.Count < EventsPerWindowMax)
            {
                events.Add(recorded);
            }
            else
            {
                LinesSkipped++;
            }
        }

        if (Finish(header, events) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>A file cut short inside its compressed stream ends where it was cut: the lines before are good.</summary>
    private string? NextLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception cut) when (cut is InvalidDataException or EndOfStreamException)
        {
            LinesSkipped++;
            return null;
        }
    }

    private RecordedWindow? Finish(RecordedHeader? header, List<RecordedEvent> events)
    {
        if (header is null)
        {
            return null;
        }

        var window = RecordedWindow.From(header, events, _token);
        LinesSkipped += window is null ? 1 + events.Count : 0;
        return window;
    }

    private static IReadOnlyList<string> Files(string path)
    {
        if (Directory.Exists(path))
        {
            var found = Directory.GetFiles(path, "books_*.jsonl.gz").Order(StringComparer.Ordinal).ToArray();
            return found.Length > 0 ? found : throw new FileNotFoundException($"The folder {path} has no books_*.jsonl.gz.", path);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no recording at {path}.", path);
        }

        return Path.GetFileName(path).StartsWith("books_", StringComparison.Ordinal)
            ? [path]
            : throw new NotSupportedException($"{path} is not a recording of books: supported are books_DATE.jsonl and books_DATE.jsonl.gz, lines of {{slug,market,tokens}}, {{t,e,k,b,a}} and {{t,e,k,d}}. Raw frame captures are not supported.");
    }
}
