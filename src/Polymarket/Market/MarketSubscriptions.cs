using System.Buffers;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Market;

/// <summary>Writes the frames that subscribe and unsubscribe tokens.</summary>
internal sealed class MarketSubscriptions
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>The first frame of a connection: all registered tokens, with a book of each and the events beyond books.</summary>
    public void SendFirst(TokenDirectory tokens, SocketCommands commands)
    {
        using (var json = Begin())
        {
            json.WriteStartArray("assets_ids"u8);
            for (var index = 0; index < tokens.Count; index++)
            {
                WriteTokens(json, tokens.SpecAt(index));
            }

            json.WriteEndArray();
            json.WriteString("type"u8, "market"u8);
            json.WriteBoolean("custom_feature_enabled"u8, true);
            json.WriteBoolean("initial_dump"u8, true);
            json.WriteEndObject();
        }

        commands.Send(_buffer.WrittenSpan);
    }

    public void SendSubscribe(MarketSpec spec, SocketCommands commands) => SendChange("subscribe"u8, spec, commands);

    public void SendUnsubscribe(MarketSpec spec, SocketCommands commands) => SendChange("unsubscribe"u8, spec, commands);

    private static void WriteTokens(Utf8JsonWriter json, MarketSpec spec)
    {
        json.WriteStringValue(spec.UpTokenId);
        json.WriteStringValue(spec.DownTokenId);
    }

    private void SendChange(ReadOnlySpan<byte> operation, MarketSpec spec, SocketCommands commands)
    {
        using (var json = Begin())
        {
            json.WriteString("operation"u8, operation);
            json.WriteStartArray("assets_ids"u8);
            WriteTokens(json, spec);
            json.WriteEndArray();
            if (operation.SequenceEqual("subscribe"u8))
            {
                json.WriteBoolean("custom_feature_enabled"u8, true);
            }

            json.WriteEndObject();
        }

        commands.Send(_buffer.WrittenSpan);
    }

    private Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        return json;
    }
}
