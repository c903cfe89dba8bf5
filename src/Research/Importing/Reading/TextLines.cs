using System.IO.Compression;
using System.Text;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>Streams the lines of a text file, compressed with gzip or not, which its first bytes tell.</summary>
public static class TextLines
{
    /// <summary>Characters of a line: fifty times the longest recorded book. More is no line of a recording.</summary>
    public const int CharactersMax = 4 * 1024 * 1024;

    /// <summary>Lines with their number from 1; empty ones are passed over.</summary>
    /// <exception cref="RecordingFormatException">A line that is too long, or a compressed stream that is cut off or damaged.</exception>
    public static IEnumerable<(long Number, string Text)> Of(string path)
    {
        using var reader = Open(path);
        var line = new StringBuilder();
        for (var number = 1L; ; number++)
        {
            if (!TryRead(reader, path, number, line))
            {
                yield break;
            }

            if (line.Length > 0)
            {
                yield return (number, line.ToString());
            }
        }
    }

    private static StreamReader Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return new StreamReader(RecordingFile.IsCompressed(file) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
    }

    private static bool TryRead(StreamReader reader, string path, long number, StringBuilder line)
    {
        line.Clear();
        try
        {
            int next;
            while ((next = reader.Read()) >= 0 && next != '\n')
            {
                if (line.Length == CharactersMax)
                {
                    throw new RecordingFormatException(path, number, "line", $"longer than {CharactersMax} characters.");
                }

                line.Append((char)next);
            }

            if (line.Length > 0 && line[^1] == '\r')
            {
                line.Length--;
            }

            return next >= 0 || line.Length > 0;
        }
        catch (InvalidDataException damaged)
        {
            throw new RecordingFormatException(path, number, "line", $"the compressed stream is damaged here ({damaged.Message})");
        }
        catch (EndOfStreamException)
        {
            throw new RecordingFormatException(path, number, "line", "the compressed stream is cut off here.");
        }
    }
}
