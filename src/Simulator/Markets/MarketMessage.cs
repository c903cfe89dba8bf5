using System.Text.Json;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Markets;

/// <summary>A client's message on the market channel.</summary>
internal sealed record MarketMessage(IReadOnlyList<string> Tokens, bool IsUnsubscribe, bool CustomFeatures, bool InitialDump)
{
    /// <summary>Reads the first frame (<c>type: market</c>) and later ones (<c>operation</c>); null where it is neither.</summary>
    public static MarketMessage? Parse(ReadOnlySpan<byte> message) => JsonInput.Read(message, Read);

    private static MarketMessage? Read(JsonElement root)
    {
        var operation = root.Text("operation");
        var known = operation is "subscribe" or "unsubscribe" || string.Equals(root.Text("type"), "market", StringComparison.OrdinalIgnoreCase);
        return known && root.Member("assets_ids")?.Texts() is { } tokens
            ? new MarketMessage(
                tokens,
                IsUnsubscribe: operation == "unsubscribe",
                CustomFeatures: root.Flag("custom_feature_enabled", otherwise: false),
                InitialDump: root.Flag("initial_dump", otherwise: true))
            : null;
    }
}
