using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;

namespace PolyCloud.Simulator.Users;

/// <summary>
/// Trades in the venue's words: the object of <c>/data/trades</c> and the <c>trade</c> event of the user channel. Whoever looks,
/// the top level describes the taker's order; a maker finds its own part among <c>maker_orders</c>, perhaps on the other token.
/// </summary>
internal static class TradeText
{
    public static void WriteTrade(Utf8JsonWriter writer, VenueTrade trade, Listing listing, bool isTaker, CredentialDirectory names)
    {
        writer.WriteStartObject();
        WriteCommon(writer, trade, listing, isTaker, names);
        writer.WriteString("status", "TRADE_STATUS_" + Status(trade.Status));
        WriteMakers(writer, trade, listing, names, withOutcomeIndex: false);
        writer.WriteEndObject();
    }

    public static void WriteEvent(
        Utf8JsonWriter writer, Timestamp at, VenueTrade trade, Listing listing, bool isTaker, CredentialDirectory names)
    {
        writer.WriteStartObject();
        writer.WriteString("event_type", "trade");
        writer.WriteString("type", "TRADE");
        WriteCommon(writer, trade, listing, isTaker, names);
        writer.WriteString("status", Status(trade.Status));
        writer.WriteString("trade_owner", names.NameOf(trade.TakerCredential, trade.TakerOrder).Owner);
        WriteMakers(writer, trade, listing, names, withOutcomeIndex: true);
        writer.WriteString("timestamp", at.Milliseconds.ToString());
        writer.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter writer, VenueTrade trade, Listing listing, bool isTaker, CredentialDirectory names)
    {
        var (owner, address) = names.NameOf(trade.TakerCredential, trade.TakerOrder);
        writer.WriteString("id", trade.Id.ToString("D"));
        writer.WriteString("taker_order_id", trade.TakerOrder.ToString());
        writer.WriteString("market", listing.Spec.ConditionId);
        writer.WriteString("asset_id", listing.Spec.TokenId(trade.Outcome));
        writer.WriteString("side", OrderText.SideText(trade.Side));
        writer.WriteString("size", trade.Size.ToString());
        writer.WriteString("fee_rate_bps", "1000");
        writer.WriteString("price", trade.Price.ToString());
        writer.WriteString("match_time", trade.MatchTime.Seconds.ToString());
        writer.WriteString("last_update", trade.LastUpdate.Seconds.ToString());
        writer.WriteString("outcome", OrderText.OutcomeText(listing, trade.Outcome));
        writer.WriteNumber("bucket_index", 0);
        writer.WriteString("owner", owner);
        writer.WriteString("maker_address", address);
        writer.WriteString("transaction_hash", trade.Status == FillStatus.Matched ? "" : trade.TransactionHash.ToString());
        writer.WriteString("trader_side", isTaker ? "TAKER" : "MAKER");
    }

    private static void WriteMakers(
        Utf8JsonWriter writer, VenueTrade trade, Listing listing, CredentialDirectory names, bool withOutcomeIndex)
    {
        writer.WriteStartArray("maker_orders");
        foreach (var maker in trade.Makers)
        {
            var (owner, address) = names.NameOf(maker.Credential, maker.Order);
            writer.WriteStartObject();
            writer.WriteString("order_id", maker.Order.ToString());
            writer.WriteString("owner", owner);
            writer.WriteString("maker_address", address);
            writer.WriteString("matched_amount", maker.Size.ToString());
            writer.WriteString("price", maker.Price.ToString());
            writer.WriteString("fee_rate_bps", "");
            writer.WriteString("asset_id", listing.Spec.TokenId(maker.Outcome));
            writer.WriteString("outcome", OrderText.OutcomeText(listing, maker.Outcome));
            writer.WriteString("side", OrderText.SideText(maker.Side));
            if (withOutcomeIndex)
            {
                writer.WriteNumber("outcome_index", (int)maker.Outcome);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Status(FillStatus status) => status switch
    {
        FillStatus.Matched => "MATCHED",
        FillStatus.Mined => "MINED",
        FillStatus.Retrying => "RETRYING",
        FillStatus.Confirmed => "CONFIRMED",
        _ => "FAILED",
    };
}
