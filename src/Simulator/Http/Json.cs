using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Http;

/// <summary>JSON text of the messages that are rare enough to be written by the general writer.</summary>
internal static class Json
{
    // The venue does not escape apostrophes and the like.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            content(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Append(Frame frame, Action<Utf8JsonWriter> content) => frame.Append(Write(content));
}
