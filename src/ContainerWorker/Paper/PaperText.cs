using System.Buffers;
using System.Text.Json;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>Orders, trades and answers in the venue's words.</summary>
/// <param name="owner">The API key that owns the paper orders.</param>
/// <param name="wallet">Its address.</param>
internal sealed class PaperText(string owner, string wallet)
{
    /// <summary>The other party of a paper trade.</summary>
    private const string Stranger = "0x0000000000000000000000000000000000000000";

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The text by which the client knows the reason.</summary>
    public static string Refusal(Reason reason) => reason switch
    {
        Reason.RejectedPostOnlyWouldCross => "invalid post-only order: order crosses book",
        Reason.RejectedTickSize => "price breaks minimum tick size rule",
        Reason.RejectedMinimumSize => "size lower than the minimum",
        Reason.RejectedNoMatch => "no orders found to match with FAK order",
        Reason.RejectedNotFilledWhole => "order couldn't be fully filled. FOK orders are fully filled or killed.",
        Reason.RejectedMarketClosed => "market closed",
        _ => "the paper market's book is not known",
    };

    public static byte[] Placement(PlacementCall call) => Write(json =>
    {
        if (!call.IsBatch)
        {
            Entry(json, call.Entries[0]!.Value);
            return;
        }

        json.WriteStartArray();
        foreach (var entry in call.Entries)
        {
            Entry(json, entry!.Value);
        }

        json.WriteEndArray();
    });

    public static byte[] Cancels(CancelCall call) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("canceled"u8);
        call.Cancelled.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartObject("not_canceled"u8);
        foreach (var (order, why) in call.Refused)
        {
            json.WriteString(order, why);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>One page that is all there is.</summary>
    public static byte[] Page<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("next_cursor"u8, TradingRequests.LastPage);
        json.WriteStartArray("data"u8);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] Field(string name, string value) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    });

    public void Order(Utf8JsonWriter json, PaperRow row)
    {
        json.WriteStartObject();
        OrderFields(json, row);
        json.WriteNumber("created_at"u8, row.Created.Seconds);
        json.WriteEndObject();
    }

    public byte[] OrderEvent(Timestamp at, PaperRow row, string change) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("event_type"u8, "order"u8);
        json.WriteString("type"u8, change);
        json.WriteString("order_owner"u8, owner);
        OrderFields(json, row);
        json.WriteString("created_at"u8, row.Created.Seconds.ToString());
        json.WriteString("timestamp"u8, at.Milliseconds.ToString());
        json.WriteEndObject();
    });

    public void Trade(Utf8JsonWriter json, PaperTrade trade)
    {
        json.WriteStartObject();
        TradeFields(json, trade);
        json.WriteEndObject();
    }

    public byte[] TradeEvent(Timestamp at, PaperTrade trade) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("event_type"u8, "trade"u8);
        json.WriteString("type"u8, "TRADE"u8);
        TradeFields(json, trade);
        json.WriteString("timestamp"u8, at.Milliseconds.ToString());
        json.WriteEndObject();
    });

    private static void Entry(Utf8JsonWriter json, (PaperRow? Row, string Error) entry)
    {
        json.WriteStartObject();
        json.WriteBoolean("success"u8, true);
        json.WriteString("errorMsg"u8, entry.Error);
        json.WriteString("orderID"u8, entry.Row?.Hash.ToString() ?? "");
        if (entry.Row is { } row)
        {
            json.WriteString("status"u8, row.Matched.IsPositive ? "matched"u8 : "live"u8);
            var dollars = row.Moved.Micros == 0 ? "" : FixedPointText.ToText(row.Moved.Micros, 6);
            var shares = row.Matched.IsPositive ? row.Matched.ToString() : "";
            json.WriteString("makingAmount"u8, row.Side == Side.Buy ? dollars : shares);
            json.WriteString("takingAmount"u8, row.Side == Side.Buy ? shares : dollars);
            Trades(json, "tradeIDs", row);
        }

        json.WriteEndObject();
    }

    private void OrderFields(Utf8JsonWriter json, PaperRow row)
    {
        json.WriteString("id"u8, row.Hash.ToString());
        json.WriteString("status"u8, row.Status switch
        {
            OrderReportKind.Live => "LIVE",
            OrderReportKind.Matched => "MATCHED",
            OrderReportKind.Cancelled => "CANCELED",
            OrderReportKind.Rejected => "INVALID",
            _ => "DELAYED",
        });
        json.WriteString("owner"u8, owner);
        json.WriteString("maker_address"u8, wallet);
        json.WriteString("market"u8, row.Spec.ConditionId);
        json.WriteString("asset_id"u8, row.Spec.TokenId(row.Outcome));
        json.WriteString("side"u8, Word(row.Side));
        json.WriteString("original_size"u8, row.Size.ToString());
        json.WriteString("size_matched"u8, row.Matched.ToString());
        json.WriteString("price"u8, row.Price.ToString());
        json.WriteString("order_type"u8, OrderBody.Name(row.Type));
        Trades(json, "associate_trades", row);
    }

    private void TradeFields(Utf8JsonWriter json, PaperTrade trade)
    {
        var (fill, row) = (trade.Fill, trade.Row);
        json.WriteString("id"u8, fill.Trade.ToString("D"));
        json.WriteString("market"u8, row.Spec.ConditionId);
        json.WriteString("asset_id"u8, row.Spec.TokenId(row.Outcome));
        json.WriteString("side"u8, Word(fill.IsMaker ? row.Side.Opposite() : row.Side));
        json.WriteString("size"u8, fill.Size.ToString());
        json.WriteString("price"u8, fill.Price.ToString());
        json.WriteString("match_time"u8, fill.VenueTime.Seconds.ToString());
        json.WriteString("status"u8, fill.Status == FillStatus.Confirmed ? "CONFIRMED"u8 : "MATCHED"u8);
        json.WriteString("taker_order_id"u8, fill.IsMaker ? default(Hash256).ToString() : row.Hash.ToString());
        json.WriteString("owner"u8, fill.IsMaker ? "" : owner);
        json.WriteString("maker_address"u8, fill.IsMaker ? Stranger : wallet);
        json.WriteString("trader_side"u8, fill.IsMaker ? "MAKER"u8 : "TAKER"u8);
        json.WriteStartArray("maker_orders"u8);
        if (fill.IsMaker)
        {
            json.WriteStartObject();
            json.WriteString("order_id"u8, row.Hash.ToString());
            json.WriteString("owner"u8, owner);
            json.WriteString("maker_address"u8, wallet);
            json.WriteString("matched_amount"u8, fill.Size.ToString());
            json.WriteString("price"u8, fill.Price.ToString());
            json.WriteString("asset_id"u8, row.Spec.TokenId(row.Outcome));
            json.WriteString("side"u8, Word(row.Side));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Trades(Utf8JsonWriter json, string name, PaperRow row)
    {
        json.WriteStartArray(name);
        row.Trades.ForEach(trade => json.WriteStringValue(trade.ToString("D")));
        json.WriteEndArray();
    }

    private static string Word(Side side) => side == Side.Buy ? "BUY" : "SELL";
}

/// <summary>One execution of an own order.</summary>
internal sealed class PaperTrade(PaperRow row, Fill fill)
{
    public PaperRow Row => row;

    public Fill Fill { get; set; } = fill;
}
