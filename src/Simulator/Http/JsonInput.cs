using System.Text.Json;

namespace PolyCloud.Simulator.Http;

/// <summary>Reading what clients send: anything may be missing or of another type, and nothing of it throws.</summary>
internal static class JsonInput
{
    /// <summary>Runs <paramref name="read"/> on the one JSON value the bytes hold; default where they hold none.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> text, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text.ToArray());
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return default;
        }
        catch (InvalidOperationException)
        {
            // Text with half of a surrogate pair is JSON to the parser, but no string.
            return default;
        }
    }

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(this JsonElement element, string name, bool otherwise) =>
        element.Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : otherwise;

    /// <summary>The strings of an array; null where it is no array or holds anything else.</summary>
    public static List<string>? Texts(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var texts = new List<string>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            texts.Add(item.GetString()!);
        }

        return texts;
    }
}
