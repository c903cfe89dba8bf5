using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Port;

/// <summary>A span as microseconds.</summary>
internal sealed class SpanJson : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Micros);
}
