using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Prices;

/// <summary>
/// A connection to the legacy price socket. As at the venue one unknown topic makes a whole subscribe void, a new filter of a
/// topic replaces the former, and nothing is ever acknowledged.
/// </summary>
internal sealed class LegacyPriceConnection(LegacyPriceChannel channel, IFrameSink sink) : VenueConnection(sink)
{
    private static readonly string[] Topics =
        ["crypto_prices", LegacyPriceChannel.Spot, "crypto_prices_twap_thirty", LegacyPriceChannel.Average, "equity_prices", "comments", "activity"];

    /// <summary>The filter of each topic; empty where every symbol is heard.</summary>
    private readonly Dictionary<string, string> _filters = new(StringComparer.Ordinal);

    public bool Hears(string topic, string symbol) => _filters.TryGetValue(topic, out var filter) && (filter.Length == 0 || filter == symbol);

    public override void Receive(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.SequenceEqual("PING"u8) || message.SequenceEqual("ping"u8))
        {
            return;
        }

        if (JsonInput.Read(message, Read) is not { } wanted)
        {
            MalformedMessages++;
            return;
        }

        if (!wanted.TrueForAll(entry => Array.IndexOf(Topics, entry.Topic) >= 0))
        {
            return;
        }

        foreach (var (topic, filter) in wanted)
        {
            _filters[topic] = filter;
            channel.SendSnapshot(now, this, topic);
        }
    }

    protected override void Forget() => channel.Forget(this);

    private static List<(string Topic, string Filter)>? Read(JsonElement root)
    {
        if (root.Text("action") != "subscribe" || root.Member("subscriptions") is not { ValueKind: JsonValueKind.Array } subscriptions)
        {
            return null;
        }

        var wanted = new List<(string, string)>();
        foreach (var subscription in subscriptions.EnumerateArray())
        {
            wanted.Add((subscription.Text("topic") ?? "", Symbol(subscription.Text("filters"))));
        }

        return wanted;
    }

    /// <summary>A filter is JSON within a string.</summary>
    private static string Symbol(string? filter) =>
        filter is null ? "" : JsonInput.Read(System.Text.Encoding.UTF8.GetBytes(filter), static root => root.Text("symbol")) ?? "";
}
