using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Port;

/// <summary>A moment as Unix microseconds.</summary>
internal sealed class MomentJson : JsonConverter<Timestamp>
{
    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Micros);
}
