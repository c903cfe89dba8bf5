using System.Text.Json;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>One JSON object of a recording: fields by name, and where they stand for errors. Valid while its document is.</summary>
public readonly record struct JsonRecord(string File, long Line, JsonElement Element, string Path = "")
{
    /// <exception cref="RecordingFormatException">No JSON, or no object.</exception>
    public static JsonDocument Parse(string file, long line, string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new RecordingFormatException(file, line, "line", "is no JSON object.");
        }
        catch (JsonException problem)
        {
            throw new RecordingFormatException(file, line, "line", $"is no JSON: {problem.Message}");
        }
    }

    public bool Has(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text, or the digits of a number.</summary>
    /// <exception cref="RecordingFormatException">Missing, or something else.</exception>
    public FieldText this[string name] => Scalar(Required(name), Path + name);

    /// <summary>Null where the field is missing or null.</summary>
    /// <exception cref="RecordingFormatException">Something else than a text or a number.</exception>
    public FieldText? Optional(string name) => Has(name) ? this[name] : null;

    /// <summary>Null where the recorder wrote null; the field itself must be there.</summary>
    /// <exception cref="RecordingFormatException">Missing, or something else than a text, a number or null.</exception>
    public FieldText? Nullable(string name) => Required(name).ValueKind == JsonValueKind.Null ? null : this[name];

    /// <exception cref="RecordingFormatException">Missing, or no object.</exception>
    public JsonRecord Object(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Object ? this with { Element = value, Path = $"{Path}{name}." } : throw Bad(name, "is no object.");
    }

    /// <exception cref="RecordingFormatException">Missing, or no list of objects.</exception>
    public IEnumerable<JsonRecord> Objects(string name)
    {
        var (record, index) = (this, 0);
        foreach (var item in List(name).EnumerateArray())
        {
            yield return item.ValueKind == JsonValueKind.Object
                ? record with { Element = item, Path = $"{record.Path}{name}[{index++}]." }
                : throw record.Bad($"{name}[{index}]", "is no object.");
        }
    }

    /// <summary>Lists of texts or numbers within a list, each of the given length.</summary>
    /// <exception cref="RecordingFormatException">Missing, or of another shape.</exception>
    public IEnumerable<FieldText[]> Rows(string name, int length)
    {
        var (record, index) = (this, 0);
        foreach (var row in List(name).EnumerateArray())
        {
            var place = $"{name}[{index++}]";
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != length)
            {
                throw record.Bad(place, $"is no list of {length}.");
            }

            yield return [.. row.EnumerateArray().Select((cell, column) => record.Scalar(cell, $"{record.Path}{place}[{column}]"))];
        }
    }

    /// <exception cref="RecordingFormatException">Missing, or no list of texts.</exception>
    public IReadOnlyList<FieldText> Texts(string name)
    {
        var record = this;
        return [.. List(name).EnumerateArray().Select((cell, index) => record.Scalar(cell, $"{record.Path}{name}[{index}]"))];
    }

    private FieldText Scalar(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => new FieldText(File, Line, name, TextOf(value, name)),
        JsonValueKind.Number => new FieldText(File, Line, name, value.GetRawText()),
        _ => throw new RecordingFormatException(File, Line, name, "is neither a text nor a number."),
    };

    /// <summary>An escape may name half a character, which no text can hold.</summary>
    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RecordingFormatException(File, Line, name, "holds an escape that is no character.");
        }
    }

    private JsonElement Required(string name) => Element.TryGetProperty(name, out var value) ? value : throw Bad(name, "is missing.");

    private JsonElement List(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Array ? value : throw Bad(name, "is no list.");
    }

    private RecordingFormatException Bad(string name, string problem) => new(File, Line, Path + name, problem);
}
