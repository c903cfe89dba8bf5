using System.Numerics;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Http;

/// <summary>One order as a client posts it: the signed part and what the venue wants beside it.</summary>
internal sealed record OrderEntry(SignedOrder Order, string Owner, OrderType Type, bool PostOnly, long Expiration)
{
    // 2^53 − 1: the salt is a JSON number, and JavaScript would lose the digits beyond.
    private const long SaltMaximum = (1L << 53) - 1;

    /// <summary>Decimal digits of 2^256 at most.</summary>
    private const int TokenDigitsMaximum = 78;

    /// <summary>Reads one entry with the exact types of the protocol; null where anything is missing or of another type.</summary>
    public static OrderEntry? Read(JsonElement root)
    {
        if (root.Member("order") is not { } order || ReadSigned(order) is not { } signed || root.Text("owner") is not { } owner
            || !TryReadType(root.Text("orderType"), out var type) || !TryReadNumber(order.Text("expiration") ?? "0", out var expiration))
        {
            return null;
        }

        return new OrderEntry(signed, owner, type, root.Flag("postOnly", otherwise: false), expiration);
    }

    private static SignedOrder? ReadSigned(JsonElement order)
    {
        var saltIsWhole = order.Member("salt") is { ValueKind: JsonValueKind.Number } number
            && number.TryGetInt64(out var parsed) && parsed is >= 0 and <= SaltMaximum;
        if (!saltIsWhole
            || !WalletAddress.TryParse(order.Text("maker"), out var maker)
            || !WalletAddress.TryParse(order.Text("signer"), out var signer)
            || !IsTokenId(order.Text("tokenId"))
            || !TryReadNumber(order.Text("makerAmount"), out var makerAmount)
            || !TryReadNumber(order.Text("takerAmount"), out var takerAmount)
            || makerAmount <= 0 || takerAmount <= 0
            || order.Text("side") is not ("BUY" or "SELL")
            || order.Member("signatureType") is not { ValueKind: JsonValueKind.Number } type || !type.TryGetInt32(out var signatureType)
            || signatureType is < 0 or > 3
            || !TryReadNumber(order.Text("timestamp"), out var timestamp)
            || !TryReadWord(order.Text("metadata"), out var metadata)
            || !TryReadWord(order.Text("builder"), out var builder))
        {
            return null;
        }

        _ = SignatureText.TryParse(order.Text("signature"), out var signature);
        return new SignedOrder
        {
            Salt = new BigInteger(order.GetProperty("salt").GetInt64()),
            Maker = maker,
            Signer = signer,
            TokenId = order.Text("tokenId")!,
            MakerAmount = makerAmount,
            TakerAmount = takerAmount,
            Side = order.Text("side") == "BUY" ? Side.Buy : Side.Sell,
            SignatureType = signatureType,
            Timestamp = timestamp,
            Metadata = metadata,
            Builder = builder,
            Signature = signature,
        };
    }

    private static bool IsTokenId(string? text) =>
        text is { Length: > 0 and <= TokenDigitsMaximum } && text.All(char.IsAsciiDigit)
        && BigInteger.Parse(text).GetByteCount(isUnsigned: true) <= 32;

    private static bool TryReadNumber(string? text, out long number)
    {
        number = 0;
        return text is { Length: > 0 and <= 19 } && text.All(char.IsAsciiDigit) && long.TryParse(text, out number);
    }

    private static bool TryReadWord(string? text, out Hash256 word)
    {
        word = default;
        return text is { Length: 66 } && Hash256.TryParse(Encoding.UTF8.GetBytes(text), out word);
    }

    private static bool TryReadType(string? text, out OrderType type)
    {
        (type, var known) = text switch
        {
            "GTC" => (OrderType.Gtc, true),
            "GTD" => (OrderType.Gtd, true),
            "FOK" => (OrderType.Fok, true),
            "FAK" => (OrderType.Fak, true),
            _ => (default, false),
        };
        return known;
    }
}
