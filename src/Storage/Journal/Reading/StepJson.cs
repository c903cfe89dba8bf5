using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>Steps of the engine for people: one JSON object each.</summary>
public static class StepJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole step, as <c>journal export</c> writes it.</summary>
    /// <exception cref="JournalUnreadableException">The record holds an input or effect that this program does not know.</exception>
    public static void Write(Utf8JsonWriter json, string run, long number, in StepRecord step, DecodeRoom room)
    {
        json.WriteStartObject();
        json.WriteString("run", run);
        json.WriteNumber("record", number);
        json.WriteString("now", step.Now.ToString());
        json.WriteNumber("nowMicros", step.Now.Micros);
        json.WriteString("input", step.Codec.Kind.ToString());
        json.WriteStartObject("fields");
        step.Codec.Describe(step.Input, room, json);
        json.WriteEndObject();
        if (step.Threw)
        {
            json.WriteBoolean("threw", true);
        }

        json.WriteStartArray("effects");
        var reader = new PayloadReader(step.Effects, room);
        while (reader.Remaining > 0)
        {
            EffectCodec.Describe(EffectCodec.Read(ref reader), json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The input alone: its kind and fields.</summary>
    public static string TextOfInput(in StepRecord step, DecodeRoom room)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            step.Codec.Describe(step.Input, room, json);
            json.WriteEndObject();
        }

        return $"{step.Codec.Kind} {Encoding.UTF8.GetString(stream.ToArray())}";
    }

    /// <summary>One text for each effect.</summary>
    public static IReadOnlyList<string> TextsOfEffects(ReadOnlySpan<byte> effects, DecodeRoom room)
    {
        var texts = new List<string>();
        var reader = new PayloadReader(effects, room);
        while (reader.Remaining > 0)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, Plain))
            {
                EffectCodec.Describe(EffectCodec.Read(ref reader), json);
            }

            texts.Add(Encoding.UTF8.GetString(stream.ToArray()));
        }

        return texts;
    }
}
