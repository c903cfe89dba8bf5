using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Commands;

/// <summary>Money in a file as its whole 1/1 000 000 dollars.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Micros);
}
