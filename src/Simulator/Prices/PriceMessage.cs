using System.Text.Json;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Prices;

/// <summary>One stream a message names. A window of anything but 60 seconds does not exist.</summary>
internal readonly record struct PriceFilter(string Channel, string Symbol, bool HasOtherWindow);

/// <summary>A client's message on the price socket.</summary>
/// <param name="Operation">auth, subscribe, unsubscribe or ping.</param>
/// <param name="Request">The id the answer repeats, or null.</param>
/// <param name="Filters">Null where it names no streams.</param>
internal sealed record PriceMessage(string Operation, string? Request, SocketCredential? Credential, IReadOnlyList<PriceFilter>? Filters)
{
    /// <summary>Null where it is no message of the protocol.</summary>
    public static PriceMessage? Parse(ReadOnlySpan<byte> message) => JsonInput.Read(message, Read);

    private static PriceMessage? Read(JsonElement root) => root.Text("op") is "auth" or "subscribe" or "unsubscribe" or "ping"
        ? new PriceMessage(root.Text("op")!, root.Text("rid"), SocketCredential.Read(root), ReadFilters(root))
        : null;

    private static List<PriceFilter>? ReadFilters(JsonElement root)
    {
        if (root.Member("subscriptions") is not { ValueKind: JsonValueKind.Array } subscriptions)
        {
            return null;
        }

        var filters = new List<PriceFilter>();
        foreach (var subscription in subscriptions.EnumerateArray())
        {
            var filter = subscription.Member("filter");
            filters.Add(new PriceFilter(
                subscription.Text("channel") ?? "",
                filter?.Text("symbol") ?? "",
                HasOtherWindow: filter?.Member("window_seconds") is { } window && window.GetRawText() != "60"));
        }

        return filters;
    }
}
