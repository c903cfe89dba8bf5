using System.Text.Json;

namespace PolyCloud.Orchestrations.Port;

/// <summary>Payloads as JSON text, written the same way by every runtime.</summary>
public static class Payload
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not what the caller expects.</exception>
    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);
}
