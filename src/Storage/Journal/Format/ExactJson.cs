using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>JSON that gives exactly the same values again: value types as their whole units. For what is rare and has many fields.</summary>
internal static class ExactJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters =
        {
            new JsonStringEnumConverter(),
            new UnitsConverter<Price>(price => price.Units, units => new Price((int)units)),
            new UnitsConverter<Size>(size => size.Units, units => new Size(units)),
            new UnitsConverter<Money>(money => money.Micros, micros => new Money(micros)),
            new UnitsConverter<Duration>(span => span.Micros, micros => new Duration(micros)),
            new UnitsConverter<Timestamp>(moment => moment.Micros, micros => new Timestamp(micros)),
            new UnitsConverter<TickSize>(tick => tick.Units, units => new TickSize((int)units)),
        },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JournalUnreadableException">The text is none of this type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new JournalUnreadableException($"a {typeof(T).Name} is missing");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or OverflowException)
        {
            throw new JournalUnreadableException($"a {typeof(T).Name} cannot be read: {problem.Message}");
        }
    }

    private sealed class UnitsConverter<T>(Func<T, long> unitsOf, Func<long, T> ofUnits) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ofUnits(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(unitsOf(value));
    }
}
