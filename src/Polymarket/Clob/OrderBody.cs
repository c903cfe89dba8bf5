using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>
/// Signed orders of one wallet and one API credential as the placement endpoints take them, byte for byte what the official SDK
/// writes. Written once; the same bytes are signed, sent and sent again. Not for several threads at once.
/// </summary>
public sealed class OrderBody
{
    /// <summary>All fixed words and the longest numbers of an entry, without signature and owner: below 700.</summary>
    private const int FixedBytes = 768;

    private readonly OrderSigner _signer;
    private readonly string _maker;
    private readonly string _signerAddress;
    private readonly byte[] _owner;
    private readonly byte[] _signature;
    private readonly byte[] _buffer;

    /// <param name="owner">The API key that owns the orders.</param>
    public OrderBody(OrderSigner signer, string owner)
    {
        _signer = signer;
        _maker = signer.Maker.ToString();
        _signerAddress = signer.Wallet.Signer.ToString();
        _owner = JsonEncodedText.Encode(owner).EncodedUtf8Bytes.ToArray();
        _signature = new byte[signer.SignatureBytes];
        _buffer = new byte[FixedBytes + (2 * _signature.Length) + _owner.Length];
    }

    /// <summary>The bytes of the last signature.</summary>
    public ReadOnlySpan<byte> Signature => _signature;

    /// <summary>Signs an order and writes its entry. Allocates nothing.</summary>
    /// <param name="order">Maker, signer and signature type are filled in.</param>
    /// <param name="expirationSeconds">Unix seconds of a good-till-date order, else 0. Not signed.</param>
    /// <param name="entry">The JSON entry; overwritten by the next call.</param>
    /// <returns>The order's hash: its id at the venue.</returns>
    public Hash256 Sign(
        ExchangeContract contract, ref SignedOrderFields order, OrderType type, bool postOnly, out ReadOnlySpan<byte> entry, long expirationSeconds = 0)
    {
        var hash = _signer.Sign(contract, ref order, _signature);
        var text = new Utf8Text(_buffer);
        text.Append("{\"deferExec\":false,\"postOnly\":"u8);
        text.Append(postOnly ? "true"u8 : "false"u8);
        WriteOrder(ref text, order, expirationSeconds);
        text.Append(",\"owner\":\""u8);
        text.Append(_owner);
        text.Append("\",\"orderType\":\""u8);
        text.Append(Name(type));
        text.Append("\"}"u8);
        entry = _buffer.AsSpan(0, text.Length);
        return hash;
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

    private void WriteOrder(ref Utf8Text text, in SignedOrderFields order, long expirationSeconds)
    {
        text.Append(",\"order\":{\"salt\":"u8);
        text.Append(order.Salt);
        text.Append(",\"maker\":\""u8);
        text.Append(_maker);
        text.Append("\",\"signer\":\""u8);
        text.Append(_signerAddress);
        text.Append("\",\"tokenId\":\""u8);
        text.Append(order.Token);
        text.Append("\",\"makerAmount\":\""u8);
        text.Append(order.MakerAmount);
        text.Append("\",\"takerAmount\":\""u8);
        text.Append(order.TakerAmount);
        text.Append(order.Side == Side.Buy ? "\",\"side\":\"BUY\",\"signatureType\":"u8 : "\",\"side\":\"SELL\",\"signatureType\":"u8);
        text.Append((long)order.SignatureType);
        text.Append(",\"timestamp\":\""u8);
        text.Append(order.TimestampMilliseconds);
        text.Append("\",\"expiration\":\""u8);
        text.Append(expirationSeconds);
        text.Append("\",\"metadata\":\""u8);
        text.Append(order.Metadata);
        text.Append("\",\"builder\":\""u8);
        text.Append(order.Builder);
        text.Append("\",\"signature\":\"0x"u8);
        text.AppendHex(_signature);
        text.Append("\"}"u8);
    }
}
