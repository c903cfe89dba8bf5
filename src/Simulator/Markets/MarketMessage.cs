using System.Text.Json;

namespace PolyCloud.Simulator.Markets;

/// <summary>A client's message on the market channel.</summary>
internal sealed record MarketMessage(IReadOnlyList<string> Tokens, bool IsUnsubscribe, bool CustomFeatures, bool InitialDump)
{
    /// <summary>Reads the first frame (<c>type: market</c>) and later ones (<c>operation</c>); false where it is neither.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out MarketMessage parsed)
    {
        parsed = new MarketMessage([], IsUnsubscribe: false, CustomFeatures: false, InitialDump: true);
        try
        {
            var reader = new Utf8JsonReader(message);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !TryReadTokens(root, out var tokens))
            {
                return false;
            }

            var operation = Text(root, "operation");
            parsed = new MarketMessage(
                tokens,
                IsUnsubscribe: operation == "unsubscribe",
                CustomFeatures: Flag(root, "custom_feature_enabled", otherwise: false),
                InitialDump: Flag(root, "initial_dump", otherwise: true));
            return operation is "subscribe" or "unsubscribe" || string.Equals(Text(root, "type"), "market", StringComparison.OrdinalIgnoreCase);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadTokens(JsonElement root, out List<string> tokens)
    {
        tokens = [];
        if (!root.TryGetProperty("assets_ids", out var array) || array.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String)
            {
                return false;
            }

            tokens.Add(element.GetString()!);
        }

        return true;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement root, string name, bool otherwise) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : otherwise;
}
