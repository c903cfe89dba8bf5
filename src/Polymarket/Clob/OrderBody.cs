using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>One signed order as the placement endpoints take it. Written once; the same bytes are signed, sent and sent again.</summary>
public static class OrderBody
{
    /// <summary>The JSON entry of one order, as the official SDK writes it.</summary>
    /// <param name="owner">The API key that owns the order.</param>
    /// <param name="signature">65 bytes.</param>
    /// <param name="expirationSeconds">Unix seconds of a good-till-date order, else 0. Not signed.</param>
    public static byte[] Write(
        in SignedOrderFields order, ReadOnlySpan<byte> signature, string owner, OrderType type, bool postOnly, long expirationSeconds = 0)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("deferExec", false);
            writer.WriteBoolean("postOnly", postOnly);
            writer.WriteStartObject("order");
            writer.WriteNumber("salt", order.Salt);
            writer.WriteString("maker", order.Maker.ToString());
            writer.WriteString("signer", order.Signer.ToString());
            writer.WriteString("tokenId", order.Token.ToString());
            writer.WriteString("makerAmount", Text(order.MakerAmount));
            writer.WriteString("takerAmount", Text(order.TakerAmount));
            writer.WriteString("side", order.Side == Side.Buy ? "BUY" : "SELL");
            writer.WriteNumber("signatureType", (int)order.SignatureType);
            writer.WriteString("timestamp", Text(order.TimestampMilliseconds));
            writer.WriteString("expiration", Text(expirationSeconds));
            writer.WriteString("metadata", order.Metadata.ToString());
            writer.WriteString("builder", order.Builder.ToString());
            writer.WriteString("signature", "0x" + Convert.ToHexStringLower(signature));
            writer.WriteEndObject();
            writer.WriteString("owner", owner);
            writer.WriteString("orderType", Name(type));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Several entries as one batch.</summary>
    public static byte[] Batch(IReadOnlyList<ReadOnlyMemory<byte>> entries) =>
        Encoding.UTF8.GetBytes("[" + string.Join(',', entries.Select(entry => Encoding.UTF8.GetString(entry.Span))) + "]");

    /// <summary>The venue's name of an order type.</summary>
    public static string Name(OrderType type) => type switch
    {
        OrderType.Gtc => "GTC",
        OrderType.Fak => "FAK",
        OrderType.Fok => "FOK",
        _ => "GTD",
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
