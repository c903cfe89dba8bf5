using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Commands;

/// <summary>What a command prints: text for people, or with <c>--json</c> one JSON value for programs. What goes wrong is told on standard error either way.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Say(ParseResult parsed, JsonNode json, string text)
    {
        if (parsed.GetValue(Declared.Json))
        {
            Console.WriteLine(json.ToJsonString(Indented));
        }
        else if (text.Length > 0)
        {
            Console.WriteLine(text);
        }
    }

    /// <summary>Something was done.</summary>
    public static void Done(ParseResult parsed, string detail) => Say(parsed, new JsonObject { ["status"] = "done", ["detail"] = detail }, detail);
}
