using System.Buffers;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices.Rtds;

/// <summary>One topic of the legacy socket with the assets it is heard for.</summary>
internal sealed class RtdsTopic
{
    private readonly byte[] _name;
    private readonly (string Asset, byte[] Symbol)[] _symbols;

    public RtdsTopic(string name, OracleSource source, IReadOnlyList<string> assets)
    {
        _name = Encoding.ASCII.GetBytes(name);
        Source = source;
        _symbols = [.. assets.Select(asset => (asset, Encoding.ASCII.GetBytes(asset + "/usd")))];
        Subscribe = SubscribeFrame(name, assets);
    }

    public OracleSource Source { get; }

    /// <summary>
    /// Subscribes this topic alone, because one topic that the venue does not know makes it drop every other of the same frame.
    /// </summary>
    public byte[] Subscribe { get; }

    /// <summary>When a price last came on this connection; its opening before the first.</summary>
    public Timestamp HeardAt { get; set; }

    /// <summary>When it was subscribed last.</summary>
    public Timestamp AskedAt { get; set; }

    public bool Is(ReadOnlySpan<byte> name) => name.SequenceEqual(_name);

    /// <summary>The asset of a symbol such as <c>btc/usd</c>; null where this topic is not heard for it.</summary>
    public string? AssetOf(ReadOnlySpan<byte> symbol)
    {
        foreach (var (asset, known) in _symbols)
        {
            if (symbol.SequenceEqual(known))
            {
                return asset;
            }
        }

        return null;
    }

    /// <summary>
    /// With one asset a filter; with several none, because a second filter of a topic replaces the first. A filter is JSON within a
    /// string, without spaces.
    /// </summary>
    private static byte[] SubscribeFrame(string name, IReadOnlyList<string> assets)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("action"u8, "subscribe"u8);
            json.WriteStartArray("subscriptions"u8);
            json.WriteStartObject();
            json.WriteString("topic"u8, name);
            json.WriteString("type"u8, "*"u8);
            if (assets.Count == 1)
            {
                json.WriteString("filters"u8, "{\"symbol\":\"" + assets[0] + "/usd\"}");
            }

            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
