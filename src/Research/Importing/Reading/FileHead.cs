using System.Text.Json;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>The beginning of a file, by which its format is recognised: names of the first line's fields, never the file's name.</summary>
public sealed class FileHead
{
    private const int NamesShown = 6;

    private readonly HashSet<string> _fields;

    private FileHead(string path, HashSet<string> fields)
    {
        Path = path;
        _fields = fields;
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The first line's fields: keys of a JSON object, or the cells of a comma-separated line. Empty where it is neither.</summary>
    public static FileHead Of(string path)
    {
        try
        {
            var first = TextLines.Of(path).Select(static line => line.Text).FirstOrDefault() ?? "";
            return new FileHead(path, first.StartsWith('{') ? Keys(path, first) : [.. first.Split(',')]);
        }
        catch (RecordingFormatException)
        {
            return new FileHead(path, []);
        }
    }

    /// <summary>A licence or a description: nobody expects windows in it.</summary>
    public bool IsAboutTheData => Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || Name.StartsWith("LICEN", StringComparison.OrdinalIgnoreCase);

    /// <summary>For people: why a file is none of the known formats.</summary>
    public string WhyUnknown => Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? "parquet files are not read"
        : _fields.Count == 0 || _fields.Any(static name => name.Length == 0 || name[0] is '[' or '{') ? "its first line is neither a JSON object nor names of columns"
        : $"no known format of windows has its fields ({string.Join(", ", _fields.Take(NamesShown))}{(_fields.Count > NamesShown ? ", …" : "")})";

    public bool HasAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_fields.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A list of an object over several lines is read whole where it is small.</summary>
    private static HashSet<string> Keys(string path, string first)
    {
        try
        {
            using var document = JsonDocument.Parse(first == "{" ? WholeSmallFile(path) : first);
            return [.. document.RootElement.EnumerateObject().Select(static property => property.Name)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string WholeSmallFile(string path) => string.Join('\n', TextLines.Of(path).Take(10_000).Select(static line => line.Text));
}
