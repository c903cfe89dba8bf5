using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>The engine's options as text that gives exactly the same options again: value types as their whole units.</summary>
public static class EngineOptionsText
{
    public static string Of(EngineOptions options) => JsonSerializer.Serialize(options, ExactJson.Options);

    /// <summary>SHA-256 of the text, lower-case hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <exception cref="FormatException">It is no options text of this program: it has a setting that this engine does not know, or lacks its form.</exception>
    public static EngineOptions Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<EngineOptions>(text, ExactJson.Options) ?? throw new FormatException("The journal has no options of an engine.");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The journal's options are none of this engine: {problem.Message}", problem);
        }
    }
}
