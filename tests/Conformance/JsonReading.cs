using System.Text.Json;

namespace PolyCloud.Conformance;

/// <summary>Short ways to say which member of an answer is meant.</summary>
internal static class JsonReading
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static List<string> Texts(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
