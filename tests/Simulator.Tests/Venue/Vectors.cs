using System.Text.Json;

namespace PolyCloud.Simulator.Tests.Venue;

/// <summary>Vectors made with the venue's official client library.</summary>
internal static class Vectors
{
    public static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "polymarket-signing.json"))).RootElement;

    public static string Address => Root.GetProperty("meta").GetProperty("address").GetString()!;

    public static IEnumerable<JsonElement> Section(string name) => Root.GetProperty(name).EnumerateArray();
}
