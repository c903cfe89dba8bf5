using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.DataApi;

/// <summary>The rows of trades, activity and positions.</summary>
internal static class DataRows
{
    // Below this the venue takes a position for closed.
    private const long DustUnits = 100_000;

    public static void WriteTrade(Utf8JsonWriter writer, string wallet, WalletFill fill, Listing listing)
    {
        writer.WriteStartObject();
        writer.WriteString("proxy_wallet", wallet);
        writer.WriteString("side", OrderText.SideText(fill.Side));
        writer.WriteString("token_id", listing.Spec.TokenId(fill.Outcome));
        writer.WriteString("condition_id", listing.Spec.ConditionId);
        DataText.WriteMillionths(writer, "size", fill.Size.Units);
        writer.WritePropertyName("price");
        writer.WriteRawValue(fill.Price.ToString());
        writer.WriteNumber("timestamp", fill.Trade.MatchTime.Seconds);
        DataText.WriteMarket(writer, listing, fill.Outcome);
        writer.WriteString("icon", "");
        DataText.WriteNobody(writer);
        writer.WriteString("transaction_hash", fill.Trade.TransactionHash.ToString());
        writer.WriteEndObject();
    }

    public static void WriteActivity(Utf8JsonWriter writer, string wallet, WalletFill fill, Listing listing)
    {
        writer.WriteStartObject();
        writer.WriteString("proxy_wallet", wallet);
        writer.WriteNumber("timestamp", fill.Trade.MatchTime.Seconds);
        writer.WriteString("condition_id", listing.Spec.ConditionId);
        writer.WriteString("type", "TRADE");
        DataText.WriteMillionths(writer, "size", fill.Size.Units);
        DataText.WriteMillionths(writer, "usdc_size", fill.Amount.Micros);
        writer.WriteString("transaction_hash", fill.Trade.TransactionHash.ToString());
        writer.WritePropertyName("price");
        writer.WriteRawValue(fill.Price.ToString());
        writer.WriteString("token_id", listing.Spec.TokenId(fill.Outcome));
        writer.WriteString("side", OrderText.SideText(fill.Side));
        writer.WriteBoolean("is_combo", false);
        DataText.WriteMarket(writer, listing, fill.Outcome);
        writer.WriteString("name", "");
        writer.WriteEndObject();
    }

    public static string StatusOf(Position position, Listing listing) =>
        listing.Winner is null && Math.Max(position.Held, position.Carried) >= DustUnits ? "OPEN" : "CLOSED";

    public static void WritePosition(Utf8JsonWriter writer, string wallet, Position position, MarketFeed feed)
    {
        var listing = feed.Listing;
        var price = feed.HintHalfUnits(position.Outcome);
        var profit = position.Profit(price, 2 * Price.Scale);
        writer.WriteStartObject();
        writer.WriteString("proxy_wallet", wallet);
        writer.WriteString("token_id", listing.Spec.TokenId(position.Outcome));
        writer.WriteString("condition_id", listing.Spec.ConditionId);
        DataText.WriteMillionths(writer, "current_size", position.Held);
        DataText.WriteMillionths(writer, "avg_price", position.Bought == 0 ? 0 : (Int128)position.Spent * 1_000_000 / position.Bought);
        DataText.WriteMillionths(writer, "entry_cost_usdc", position.Spent);
        DataText.WriteMillionths(writer, "entry_fees_usdc", position.Fees);
        DataText.WriteMillionths(writer, "total_cost_usdc", position.Spent + position.Fees);
        DataText.WriteMillionths(writer, "current_price", price * 50L);
        DataText.WriteMillionths(writer, "current_value", position.Held * (long)price / (2 * Price.Scale));
        DataText.WriteMillionths(writer, "total_size", position.Bought);
        DataText.WriteMillionths(writer, "realized_pnl", position.Realized);
        DataText.WriteMillionths(writer, "unrealized_pnl", position.Unrealized(price, 2 * Price.Scale));
        DataText.WriteMillionths(writer, "total_pnl", profit);
        DataText.WriteMillionths(writer, "percent_pnl", position.Spent == 0 ? 0 : (Int128)profit * 100_000_000 / position.Spent);
        writer.WriteString("status", StatusOf(position, listing));
        writer.WriteBoolean("redeemable", false);
        writer.WriteBoolean("mergeable", false);
        writer.WriteBoolean("negative_risk", listing.Spec.NegativeRisk);
        writer.WriteBoolean("archived", false);
        writer.WriteString("event_id", WindowText.EventId(listing));
        DataText.WriteMarket(writer, listing, position.Outcome);
        writer.WriteString("opposite_outcome", OrderText.OutcomeText(listing, position.Outcome.Opposite()));
        writer.WriteString("opposite_token_id", listing.Spec.TokenId(position.Outcome.Opposite()));
        writer.WriteString("end_date", WindowText.Moment(listing.Spec.Closes));
        writer.WriteNumber("last_event_at", position.LastEvent.Seconds);
        writer.WriteEndObject();
    }
}
