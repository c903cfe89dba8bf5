using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PolyCloud.Orchestrations.Port;

/// <summary>
/// Payloads as JSON text, written the same way by every runtime: moments and spans as whole microseconds, enumerations by name, so
/// that a recorded history can still be read when a type gains a member.
/// </summary>
public static class Payload
{
    /// <summary>For runtimes that convert payloads themselves.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not what the caller expects.</exception>
    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),

            // JSON lies inside JSON here and is never put into a page: quotes need no six characters each.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new MomentJson());
        options.Converters.Add(new SpanJson());
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly();
        return options;
    }
}
