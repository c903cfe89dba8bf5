using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Trades;

/// <summary>
/// Reads one trade object of <c>GET /data/trades</c> or of the user stream: both have the same fields, the status prefixed
/// (<c>TRADE_STATUS_MATCHED</c>) or bare (<c>MATCHED</c>), the moment under <c>match_time</c> or <c>matchtime</c>.
/// </summary>
public static class TradeReader
{
    /// <summary>
    /// Reads the object the reader stands on (its start) and leaves the reader at its end. Unknown fields are skipped.
    /// </summary>
    /// <param name="trade">Overwritten; meaningless where false is returned.</param>
    /// <param name="owner">Which orders are ours.</param>
    /// <returns>False where a field without which the trade cannot be counted is missing or unreadable.</returns>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, TradeRecord trade, TradeOwner owner)
    {
        trade.Clear();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var seen = Fields.None;
        var takerRole = true;
        var complete = true;
        ReadOnlySpan<byte> ownerText = default;
        ReadOnlySpan<byte> walletText = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (LooseValue.IsField(ref reader, "maker_orders"u8))
            {
                complete &= TryReadMakers(ref reader, trade, owner);
            }
            else if (LooseValue.IsField(ref reader, "owner"u8))
            {
                ownerText = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "maker_address"u8))
            {
                walletText = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "trader_side"u8))
            {
                takerRole = !Ascii.EqualsIgnoreCase(LooseValue.Text(ref reader), "MAKER"u8);
            }
            else
            {
                seen |= ReadField(ref reader, trade);
            }

            // Steps over the value of an unknown field, and over a nested value where a scalar was expected.
            reader.Skip();
        }

        trade.TakerIsOwn = takerRole && owner.Owns(ownerText, walletText);
        return complete && (seen & Fields.All) == Fields.All;
    }

    /// <summary>The settlement status in either form; a status nobody knows yet counts as matched, the weakest claim.</summary>
    public static FillStatus Status(ReadOnlySpan<byte> text)
    {
        var prefix = "TRADE_STATUS_"u8;
        if (text.Length > prefix.Length && Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix))
        {
            text = text[prefix.Length..];
        }

        return Ascii.EqualsIgnoreCase(text, "CONFIRMED"u8) ? FillStatus.Confirmed
            : Ascii.EqualsIgnoreCase(text, "MINED"u8) ? FillStatus.Mined
            : Ascii.EqualsIgnoreCase(text, "FAILED"u8) ? FillStatus.Failed
            : Ascii.EqualsIgnoreCase(text, "RETRYING"u8) ? FillStatus.Retrying
            : FillStatus.Matched;
    }

    /// <summary>Reads the scalar field the reader stands on; which required field it was, or none.</summary>
    private static Fields ReadField(ref Utf8JsonReader reader, TradeRecord trade)
    {
        if (LooseValue.IsField(ref reader, "id"u8))
        {
            var read = LooseValue.TryGuid(ref reader, out var id);
            trade.Id = id;
            return read ? Fields.Id : Fields.None;
        }

        if (LooseValue.IsField(ref reader, "taker_order_id"u8))
        {
            var read = LooseValue.TryHash(ref reader, out var order);
            trade.TakerOrder = order;
            return read ? Fields.TakerOrder : Fields.None;
        }

        if (LooseValue.IsField(ref reader, "asset_id"u8))
        {
            var read = LooseValue.TryToken(ref reader, out var token);
            trade.Token = token;
            return read ? Fields.Token : Fields.None;
        }

        if (LooseValue.IsField(ref reader, "side"u8))
        {
            var read = LooseValue.TrySide(ref reader, out var side);
            trade.Side = side;
            return read ? Fields.Side : Fields.None;
        }

        if (LooseValue.IsField(ref reader, "size"u8))
        {
            var read = LooseValue.TrySize(ref reader, out var size);
            trade.Size = size;
            return read ? Fields.Size : Fields.None;
        }

        if (LooseValue.IsField(ref reader, "price"u8))
        {
            var read = LooseValue.TryPrice(ref reader, out var price);
            trade.Price = price;
            return read ? Fields.Price : Fields.None;
        }

        ReadOptional(ref reader, trade);
        return Fields.None;
    }

    private static void ReadOptional(ref Utf8JsonReader reader, TradeRecord trade)
    {
        if (LooseValue.IsField(ref reader, "status"u8))
        {
            trade.Status = Status(LooseValue.Text(ref reader));
        }
        else if (LooseValue.IsField(ref reader, "match_time"u8) || LooseValue.IsField(ref reader, "matchtime"u8))
        {
            trade.MatchTime = LooseValue.TryMoment(ref reader, out var moment) ? moment : default;
        }
    }

    private static bool TryReadMakers(ref Utf8JsonReader reader, TradeRecord trade, TradeOwner owner)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return true;
        }

        var complete = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            complete &= TryReadMaker(ref reader, owner, out var part) && trade.TryAddMaker(part);
        }

        return complete;
    }

    private static bool TryReadMaker(ref Utf8JsonReader reader, TradeOwner owner, out MakerPart part)
    {
        part = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        Hash256 order = default;
        UInt256 token = default;
        Price price = default;
        Size size = default;
        var found = 0;
        ReadOnlySpan<byte> ownerText = default;
        ReadOnlySpan<byte> walletText = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (LooseValue.IsField(ref reader, "order_id"u8))
            {
                found += LooseValue.TryHash(ref reader, out order) ? 1 : 0;
            }
            else if (LooseValue.IsField(ref reader, "asset_id"u8))
            {
                found += LooseValue.TryToken(ref reader, out token) ? 1 : 0;
            }
            else if (LooseValue.IsField(ref reader, "price"u8))
            {
                found += LooseValue.TryPrice(ref reader, out price) ? 1 : 0;
            }
            else if (LooseValue.IsField(ref reader, "matched_amount"u8))
            {
                found += LooseValue.TrySize(ref reader, out size) ? 1 : 0;
            }
            else if (LooseValue.IsField(ref reader, "owner"u8))
            {
                ownerText = LooseValue.Text(ref reader);
            }
            else if (LooseValue.IsField(ref reader, "maker_address"u8))
            {
                walletText = LooseValue.Text(ref reader);
            }

            reader.Skip();
        }

        part = new MakerPart(order, token, price, size, owner.Owns(ownerText, walletText));
        return found == 4;
    }

    [Flags]
    private enum Fields : byte
    {
        None = 0,
        Id = 1,
        TakerOrder = 2,
        Token = 4,
        Side = 8,
        Size = 16,
        Price = 32,
        All = Id | TakerOrder | Token | Side | Size | Price,
    }
}
