using System.Text.Json;

namespace PolyCloud.Research.Reporting;

/// <summary>Writes a report as <c>report.json</c> and as one page that needs nothing else, <c>report.html</c>.</summary>
public static class ReportFiles
{
    private const string Placeholder = "/*REPORT*/null";

    // The default encoder writes <, > and & as escapes, so that no text of the data can end the page's script.
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DictionaryKeyPolicy = JsonNamingPolicy.CamelCase };

    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static void Write(BacktestReport report, string directory)
    {
        Directory.CreateDirectory(directory);
        var json = JsonSerializer.Serialize(report, Json);
        Replace(Path.Combine(directory, "report.json"), json);
        Replace(Path.Combine(directory, "report.html"), Page().Replace(Placeholder, json, StringComparison.Ordinal));
    }

    private static string Page()
    {
        using var stream = typeof(ReportFiles).Assembly.GetManifestResourceStream("report.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Never half a file under its name.</summary>
    private static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
