using System.Text.Json;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Users;

/// <summary>Orders in the venue's words: the object of <c>/data/orders</c> and the <c>order</c> event of the user channel.</summary>
internal static class OrderText
{
    public static void WriteOpenOrder(Utf8JsonWriter writer, VenueOrder order, Listing listing, string owner, string address)
    {
        writer.WriteStartObject();
        writer.WriteString("id", order.Order.Id.ToString());
        writer.WriteString("status", Status(order.Status));
        writer.WriteString("owner", owner);
        writer.WriteString("maker_address", address);
        WriteCommon(writer, order, listing);
        WriteTrades(writer, order, emptyIsNull: false);
        writer.WriteNumber("created_at", order.Created.Seconds);
        writer.WriteEndObject();
    }

    public static void WriteEvent(
        Utf8JsonWriter writer, Timestamp at, VenueOrder order, OrderChange change, Listing listing, string owner, string address)
    {
        writer.WriteStartObject();
        writer.WriteString("event_type", "order");
        writer.WriteString("id", order.Order.Id.ToString());
        writer.WriteString("owner", owner);
        writer.WriteString("order_owner", owner);
        WriteCommon(writer, order, listing);
        WriteTrades(writer, order, emptyIsNull: true);
        writer.WriteString("type", change switch
        {
            OrderChange.Placement => "PLACEMENT",
            OrderChange.Update => "UPDATE",
            _ => "CANCELLATION",
        });
        writer.WriteString("created_at", order.Created.Seconds.ToString());
        writer.WriteString("status", Status(order.Status));
        writer.WriteString("maker_address", address);
        writer.WriteString("timestamp", at.Milliseconds.ToString());
        writer.WriteEndObject();
    }

    public static string Status(VenueOrderStatus status) => status switch
    {
        VenueOrderStatus.Live => "LIVE",
        VenueOrderStatus.Matched => "MATCHED",
        VenueOrderStatus.Delayed => "DELAYED",
        VenueOrderStatus.CanceledMarketResolved => "CANCELED_MARKET_RESOLVED",
        VenueOrderStatus.Invalid => "INVALID",
        _ => "CANCELED",
    };

    public static string SideText(Side side) => side == Side.Buy ? "BUY" : "SELL";

    /// <summary>Up and Down of a window; Yes and No of one outcome of an event.</summary>
    public static string OutcomeText(Listing listing, Outcome outcome) => listing.Event is not null
        ? outcome == Outcome.Up ? "Yes" : "No"
        : outcome == Outcome.Up ? "Up" : "Down";

    private static void WriteCommon(Utf8JsonWriter writer, VenueOrder order, Listing listing)
    {
        writer.WriteString("market", listing.Spec.ConditionId);
        writer.WriteString("asset_id", listing.Spec.TokenId(order.Order.Outcome));
        writer.WriteString("side", SideText(order.Order.Side));
        writer.WriteString("original_size", order.OriginalSize.ToString());
        writer.WriteString("size_matched", order.Matched.ToString());
        writer.WriteString("price", order.Price.ToString());
        writer.WriteString("outcome", OutcomeText(listing, order.Order.Outcome));
        writer.WriteString("expiration", order.Order.Expiration.IsNever ? "0" : order.Order.Expiration.Seconds.ToString());
        writer.WriteString("order_type", order.Order.Type switch
        {
            OrderType.Gtc => "GTC",
            OrderType.Fak => "FAK",
            OrderType.Fok => "FOK",
            _ => "GTD",
        });
    }

    private static void WriteTrades(Utf8JsonWriter writer, VenueOrder order, bool emptyIsNull)
    {
        if (emptyIsNull && order.Trades.Count == 0)
        {
            writer.WriteNull("associate_trades");
            return;
        }

        writer.WriteStartArray("associate_trades");
        foreach (var trade in order.Trades)
        {
            writer.WriteStringValue(trade.ToString("D"));
        }

        writer.WriteEndArray();
    }
}
