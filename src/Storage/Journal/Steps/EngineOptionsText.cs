using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>The engine's options as text that gives exactly the same options again: value types as their whole units.</summary>
public static class EngineOptionsText
{
    private static readonly JsonSerializerOptions Json = new()
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

    public static string Of(EngineOptions options) => JsonSerializer.Serialize(options, Json);

    /// <summary>SHA-256 of the text, lower-case hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <exception cref="FormatException">It is no options text of this program: it has a setting that this engine does not know, or lacks its form.</exception>
    public static EngineOptions Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<EngineOptions>(text, Json) ?? throw new FormatException("The journal has no options of an engine.");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The journal's options are none of this engine: {problem.Message}", problem);
        }
    }

    private sealed class UnitsConverter<T>(Func<T, long> unitsOf, Func<long, T> ofUnits) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ofUnits(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(unitsOf(value));
    }
}
