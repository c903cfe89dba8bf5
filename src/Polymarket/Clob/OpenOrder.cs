using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>The state of an order in the venue's words.</summary>
public enum OpenOrderStatus : byte
{
    Unrecognised,
    Live,
    Matched,
    Delayed,

    /// <summary>Cancelled for whatever reason, also with the market's resolution.</summary>
    Cancelled,

    /// <summary>Cancelled by the venue: no longer funded.</summary>
    Invalid,
}

/// <summary>One order as <c>/data/order</c> and <c>/data/orders</c> tell it.</summary>
public readonly record struct OpenOrder(
    Hash256 Order, OpenOrderStatus Status, string ConditionId, UInt256 Token, Side Side, Price Price, Size OriginalSize, Size Matched, Timestamp Created)
{
    /// <summary>Reads the answer for one order: the object itself, or wrapped in <c>order</c>. False where there is none (null, empty, error).</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out OpenOrder order)
    {
        order = default;
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && TryRead(ref reader, out order);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads the object the reader stands on and leaves it at its end; false without id or status.</summary>
    internal static bool TryRead(ref Utf8JsonReader reader, out OpenOrder order)
    {
        order = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var read = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (LooseValue.IsField(ref reader, "order"u8))
            {
                read |= TryRead(ref reader, out order);
            }
            else if (LooseValue.IsField(ref reader, "id"u8))
            {
                read |= LooseValue.TryHash(ref reader, out var hash);
                order = order with { Order = hash };
            }
            else
            {
                order = WithField(ref reader, order);
            }

            reader.Skip();
        }

        return read;
    }

    private static OpenOrder WithField(ref Utf8JsonReader reader, in OpenOrder order)
    {
        if (LooseValue.IsField(ref reader, "status"u8))
        {
            return order with { Status = StatusOf(LooseValue.String(ref reader)) };
        }

        if (LooseValue.IsField(ref reader, "market"u8))
        {
            return order with { ConditionId = LooseValue.String(ref reader) };
        }

        if (LooseValue.IsField(ref reader, "asset_id"u8))
        {
            return order with { Token = LooseValue.TryToken(ref reader, out var token) ? token : default };
        }

        if (LooseValue.IsField(ref reader, "side"u8))
        {
            return order with { Side = LooseValue.TrySide(ref reader, out var side) ? side : default };
        }

        if (LooseValue.IsField(ref reader, "price"u8))
        {
            return order with { Price = LooseValue.TryPrice(ref reader, out var price) ? price : default };
        }

        if (LooseValue.IsField(ref reader, "original_size"u8))
        {
            return order with { OriginalSize = LooseValue.TrySize(ref reader, out var original) ? original : default };
        }

        if (LooseValue.IsField(ref reader, "size_matched"u8))
        {
            return order with { Matched = LooseValue.TrySize(ref reader, out var matched) ? matched : default };
        }

        return LooseValue.IsField(ref reader, "created_at"u8)
            ? order with { Created = LooseValue.TryMoment(ref reader, out var created) ? created : default }
            : order;
    }

    /// <summary>By prefix, after <c>ORDER_STATUS_</c> where it stands: venues append words to it.</summary>
    public static OpenOrderStatus StatusOf(string text)
    {
        const string Prefix = "ORDER_STATUS_";
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Prefix.Length..];
        }

        return Starts(text, "LIVE") || Starts(text, "UNMATCHED") ? OpenOrderStatus.Live
            : Starts(text, "MATCHED") ? OpenOrderStatus.Matched
            : Starts(text, "DELAYED") ? OpenOrderStatus.Delayed
            : Starts(text, "CANCEL") ? OpenOrderStatus.Cancelled
            : Starts(text, "INVALID") ? OpenOrderStatus.Invalid
            : OpenOrderStatus.Unrecognised;
    }

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
