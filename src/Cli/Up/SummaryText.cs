using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Up;

/// <summary>The closing summary for people.</summary>
internal static class SummaryText
{
    public static string Of(JsonNode summary)
    {
        var lines = new List<string> { "summary" };
        foreach (var (name, value) in summary.AsObject())
        {
            switch (value)
            {
                case null:
                    lines.Add($"  {name,-32} -");
                    break;
                case JsonArray { Count: 0 } or JsonObject { Count: 0 }:
                    break;
                default:
                    lines.Add($"  {name,-32} {(value is JsonValue ? value.ToString() : value.ToJsonString())}");
                    break;
            }
        }

        return string.Join(Environment.NewLine, lines);
    }
}
