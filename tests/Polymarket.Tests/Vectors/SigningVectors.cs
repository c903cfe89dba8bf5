using System.Text.Json;

namespace PolyCloud.Polymarket.Tests.Vectors;

/// <summary>Vectors made with the venue's official TypeScript SDK; the key in them is the public first key of the Anvil test chain.</summary>
internal static class SigningVectors
{
    internal const string PublicTestKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    internal const string TestAddress = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    internal static JsonElement Root { get; } =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "polymarket-signing.json"))).RootElement;

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    internal static long Number(this JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.String
        ? long.Parse(element.Text(name), System.Globalization.CultureInfo.InvariantCulture)
        : element.GetProperty(name).GetInt64();
}
