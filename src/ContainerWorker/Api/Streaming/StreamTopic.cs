using System.Text.Json;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Streaming;

/// <summary>
/// One kind of rows and how they were told last. A snapshot is all of them, a delta those that changed, whole, and the ids of those
/// that went. Made once for all clients.
/// </summary>
internal sealed class StreamTopic(string name, Func<TradingSnapshot, IEnumerable<(string Id, object Body)>> rowsOf)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private TradingSnapshot? _as;

    public string Name => name;

    public static IReadOnlyList<StreamTopic> All() =>
    [
        new("books", static snapshot => snapshot.Markets.Select(static market => (market.Id, (object)new BookRow(market.Id, SideBookBody.Of(market.Up), SideBookBody.Of(market.Down))))),
        new("markets", static snapshot => snapshot.Markets.Select(static market => (market.Id, (object)MarketBody.Of(market)))),
        new("positions", static snapshot => snapshot.Markets.Where(static market => market.HasPosition).Select(static market => (market.Id, (object)PositionBody.Of(market)))),
        new("orders", static snapshot => snapshot.LiveOrders.Select(static order => (order.Id, (object)OrderBody.Of(order)))),
        new("bots", static snapshot => snapshot.Bots.Select(static bot => (bot.Id, (object)BotBody.Of(bot)))),
        new("worker", static snapshot => [("worker", (object)WorkerBody.Of(snapshot))]),
    ];

    /// <summary>Everything, as of the last delta; begins with this snapshot where there was none.</summary>
    public byte[] Whole(TradingSnapshot snapshot)
    {
        if (_as is null)
        {
            Advance(snapshot);
        }

        return Message("snapshot", _as!, "items", _told.Values, []);
    }

    /// <summary>What changed since the last call; null where nothing did.</summary>
    public byte[]? Advance(TradingSnapshot snapshot)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        var changed = new List<string>();
        foreach (var (id, body) in rowsOf(snapshot))
        {
            var row = now[id] = JsonSerializer.Serialize(body, body.GetType(), Json);
            if (!_told.TryGetValue(id, out var before) || before != row)
            {
                changed.Add(row);
            }
        }

        var removed = _told.Keys.Where(id => !now.ContainsKey(id)).ToList();
        (_told, _as) = (now, snapshot);
        return changed.Count + removed.Count == 0 ? null : Message("delta", snapshot, "changed", changed, removed);
    }

    /// <summary>Nobody listens: what was told is forgotten.</summary>
    public void Forget() => (_told, _as) = (new Dictionary<string, string>(StringComparer.Ordinal), null);

    private byte[] Message(string type, TradingSnapshot snapshot, string field, IEnumerable<string> rows, List<string> removed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("topic", name);
            json.WriteNumber("sequence", snapshot.Sequence);
            json.WriteString("asOf", snapshot.At.ToString());
            json.WriteStartArray(field);
            foreach (var row in rows)
            {
                json.WriteRawValue(row, skipInputValidation: true);
            }

            json.WriteEndArray();
            if (removed.Count > 0)
            {
                json.WriteStartArray("removed");
                removed.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private sealed record BookRow(string Id, SideBookBody Up, SideBookBody Down);
}
