using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.User;

/// <summary>Reads one <c>order</c> event of the user socket.</summary>
internal static class UserOrderReader
{
    [Flags]
    private enum Fields : byte
    {
        None = 0,
        Order = 1,
        Side = 2,
        Price = 4,
        Change = 8,
        All = Order | Side | Price | Change,
    }

    /// <summary>Reads the object the reader stands on, and leaves the reader at its end.</summary>
    /// <returns>False where a field without which the event means nothing is missing or unreadable.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out UserOrder order)
    {
        order = default;
        var seen = Fields.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            seen |= ReadField(ref reader, ref order);

            // Steps over the value of an unknown field, and over a nested value where a scalar was expected.
            reader.Skip();
        }

        return (seen & Fields.All) == Fields.All;
    }

    /// <summary>The venue's state text: any case, and what follows <c>CANCELED</c> is prose.</summary>
    public static UserOrderState State(ReadOnlySpan<byte> text) =>
        StartsWith(text, "CANCELED"u8) || StartsWith(text, "CANCELLED"u8) ? UserOrderState.Cancelled
        : Ascii.EqualsIgnoreCase(text, "LIVE"u8) ? UserOrderState.Live
        : Ascii.EqualsIgnoreCase(text, "MATCHED"u8) ? UserOrderState.Matched
        : Ascii.EqualsIgnoreCase(text, "DELAYED"u8) ? UserOrderState.Delayed
        : Ascii.EqualsIgnoreCase(text, "UNMATCHED"u8) ? UserOrderState.Unmatched
        : Ascii.EqualsIgnoreCase(text, "INVALID"u8) ? UserOrderState.Invalid
        : UserOrderState.Unknown;

    private static Fields ReadField(ref Utf8JsonReader reader, ref UserOrder order)
    {
        if (Match(ref reader, "id"u8))
        {
            return LooseValue.TryHash(ref reader, out order.Order) ? Fields.Order : Fields.None;
        }

        if (Match(ref reader, "side"u8))
        {
            return LooseValue.TrySide(ref reader, out order.Side) ? Fields.Side : Fields.None;
        }

        if (Match(ref reader, "price"u8))
        {
            return LooseValue.TryPrice(ref reader, out order.Price) ? Fields.Price : Fields.None;
        }

        if (Match(ref reader, "type"u8))
        {
            return TryChange(LooseValue.Text(ref reader), out order.Change) ? Fields.Change : Fields.None;
        }

        ReadOptional(ref reader, ref order);
        return Fields.None;
    }

    private static void ReadOptional(ref Utf8JsonReader reader, ref UserOrder order)
    {
        if (Match(ref reader, "market"u8))
        {
            _ = LooseValue.TryHash(ref reader, out order.Condition);
        }
        else if (Match(ref reader, "asset_id"u8))
        {
            _ = LooseValue.TryToken(ref reader, out order.Token);
        }
        else if (Match(ref reader, "original_size"u8))
        {
            _ = LooseValue.TrySize(ref reader, out order.OriginalSize);
        }
        else if (Match(ref reader, "size_matched"u8))
        {
            _ = LooseValue.TrySize(ref reader, out order.MatchedTotal);
        }
        else if (Match(ref reader, "status"u8))
        {
            order.State = State(LooseValue.Text(ref reader));
        }
        else if (Match(ref reader, "timestamp"u8))
        {
            _ = LooseValue.TryMoment(ref reader, out order.VenueTime);
        }
    }

    private static bool TryChange(ReadOnlySpan<byte> text, out UserOrderChange change)
    {
        change = Ascii.EqualsIgnoreCase(text, "UPDATE"u8) ? UserOrderChange.Update
            : Ascii.EqualsIgnoreCase(text, "CANCELLATION"u8) ? UserOrderChange.Cancellation
            : UserOrderChange.Placement;
        return change != UserOrderChange.Placement || Ascii.EqualsIgnoreCase(text, "PLACEMENT"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix) =>
        text.Length >= prefix.Length && Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix);

    /// <summary>Moves from a property name to its value where the name is this one.</summary>
    private static bool Match(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        return true;
    }
}
