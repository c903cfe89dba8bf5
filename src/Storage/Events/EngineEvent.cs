using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Events;

/// <summary>
/// One event of the engine for whoever reads beside the trading path. Version 1 of the catalogue: within a version fields are only
/// added, never changed or taken away. Readers meet an event more than once and know it by <see cref="Id"/>.
/// </summary>
public sealed record EngineEvent
{
    /// <summary>Of the catalogue.</summary>
    public const int CatalogueVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public int Version { get; init; } = CatalogueVersion;

    /// <summary>Shard, epoch and the event's number in that epoch, joined by hyphens: <c>0-12-345</c>. A number that is missing was lost.</summary>
    public required string Id { get; init; }

    /// <summary>Which event it is: one of <see cref="EventKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The window's slug, or <c>shard-0</c> for what concerns no one window. Order is kept within it.</summary>
    public required string Market { get; init; }

    /// <summary>When, in microseconds of Unix time by the engine's clock.</summary>
    public required long AtMicros { get; init; }

    /// <summary>What happened; its shape follows from the kind.</summary>
    public required JsonElement Data { get; init; }

    public static EngineEvent Of(string shard, long epoch, long number, string? slug, Timestamp at, IEventData data) => new()
    {
        Id = $"{shard}-{epoch}-{number}",
        Kind = EventKinds.Of(data),
        Market = slug ?? $"shard-{shard}",
        AtMicros = at.Micros,
        Data = JsonSerializer.SerializeToElement(data, data.GetType(), Json),
    };

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null where the line holds no event.</summary>
    public static EngineEvent? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<EngineEvent>(line, Json) is { Version: > 0, Id.Length: > 0, Market.Length: > 0 } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
