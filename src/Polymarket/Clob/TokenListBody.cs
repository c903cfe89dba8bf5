using System.Buffers;
using System.Text.Json;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Bodies of the requests that name several tokens.</summary>
internal static class TokenListBody
{
    public static byte[] Of(ReadOnlySpan<string> tokenIds) => Write(tokenIds, []);

    public static byte[] OfBothSides(ReadOnlySpan<string> tokenIds) => Write(tokenIds, ["BUY", "SELL"]);

    public static byte[] OfHistories(ReadOnlySpan<string> tokenIds, Timestamp from, Timestamp until)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("markets");
            foreach (var token in tokenIds)
            {
                writer.WriteStringValue(token);
            }

            writer.WriteEndArray();
            writer.WriteNumber("start_ts", from.Seconds);
            writer.WriteNumber("end_ts", until.Seconds);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Write(ReadOnlySpan<string> tokenIds, ReadOnlySpan<string> sides)
    {
        var buffer = new ArrayBufferWriter<byte>(128 + (tokenIds.Length * 120));
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var token in tokenIds)
            {
                for (var side = 0; side < Math.Max(1, sides.Length); side++)
                {
                    writer.WriteStartObject();
                    writer.WriteString("token_id", token);
                    if (sides.Length > 0)
                    {
                        writer.WriteString("side", sides[side]);
                    }

                    writer.WriteEndObject();
                }
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
