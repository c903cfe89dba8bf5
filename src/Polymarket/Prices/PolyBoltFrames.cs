using System.Buffers;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Polymarket.Credentials;

namespace PolyCloud.Polymarket.Prices;

/// <summary>The frames this client sends to the price socket; they are the same on every connection.</summary>
internal static class PolyBoltFrames
{
    public static ReadOnlySpan<byte> Pong => "{\"op\":\"pong\"}"u8;

    public static byte[] Authenticate(ApiCredential credential)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("op"u8, "auth"u8);
            json.WriteString("rid"u8, "1"u8);
            json.WriteStartObject("auth"u8);
            json.WriteString("apiKey"u8, credential.Key);
            json.WriteString("secret"u8, credential.SecretText);
            json.WriteString("passphrase"u8, credential.Passphrase);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Subscribe(IReadOnlyList<PriceStream> streams)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("op"u8, "subscribe"u8);
            json.WriteString("rid"u8, "2"u8);
            json.WriteStartArray("subscriptions"u8);
            foreach (var stream in streams)
            {
                json.WriteStartObject();
                json.WriteString("channel"u8, stream.Channel);
                json.WriteStartObject("filter"u8);
                json.WriteString("symbol"u8, stream.Symbol);
                if (stream.Source == OracleSource.TimeWeightedAverage60Seconds)
                {
                    json.WriteNumber("window_seconds"u8, PriceStream.AverageWindowSeconds);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
