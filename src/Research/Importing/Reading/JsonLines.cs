using System.Text.Json;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>One line of a file of JSON lines.</summary>
/// <param name="Record">Null where the line is no JSON object; it has been counted. Valid until the next line.</param>
/// <param name="Text">The line itself.</param>
internal readonly record struct JsonLine(JsonRecord? Record, string Text);

/// <summary>Streams a file of JSON lines; a line that cannot be read is counted and handed on as a gap.</summary>
internal static class JsonLines
{
    /// <exception cref="RecordingFormatException">The file itself cannot be read on: see <see cref="TextLines.Of"/>.</exception>
    public static IEnumerable<JsonLine> Of(string file, ImportCoverage coverage)
    {
        foreach (var (number, text) in TextLines.Of(file))
        {
            using var document = TryParse(file, number, text, coverage);
            yield return new JsonLine(document is null ? null : new JsonRecord(file, number, document.RootElement), text);
        }
    }

    private static JsonDocument? TryParse(string file, long number, string text, ImportCoverage coverage)
    {
        try
        {
            return JsonRecord.Parse(file, number, text);
        }
        catch (RecordingFormatException problem)
        {
            coverage.SkipRecord(problem);
            return null;
        }
    }
}
