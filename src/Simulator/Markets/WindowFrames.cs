using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Markets;

/// <summary>The rare frames that announce a window and its winner.</summary>
internal static class WindowFrames
{
    public static void NewMarket(Frame frame, Timestamp at, Listing listing) => Json.Append(frame, writer =>
    {
        var spec = listing.Spec;
        writer.WriteStartObject();
        writer.WriteString("event_type", "new_market");
        writer.WriteString("id", WindowText.Id(spec));
        writer.WriteString("question", WindowText.Question(spec));
        writer.WriteString("market", spec.ConditionId);
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("description", WindowText.Description(spec));
        Tokens(writer, "assets_ids", spec.UpTokenId, spec.DownTokenId);
        Tokens(writer, "outcomes", "Up", "Down");
        writer.WriteStartObject("event_message");
        writer.WriteString("id", WindowText.Id(spec));
        writer.WriteString("ticker", spec.Slug);
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("title", WindowText.Question(spec));
        writer.WriteString("description", WindowText.Description(spec));
        writer.WriteEndObject();
        Tokens(writer, "tags", "crypto", "up-or-down");
        writer.WriteString("condition_id", spec.ConditionId);
        writer.WriteBoolean("active", true);
        Tokens(writer, "clob_token_ids", spec.UpTokenId, spec.DownTokenId);
        writer.WriteString("sports_market_type", "");
        writer.WriteString("line", "");
        writer.WriteString("game_start_time", "");
        writer.WriteString("order_price_min_tick_size", listing.TickSize.ToString());
        writer.WriteString("group_item_title", "");
        writer.WriteString("taker_base_fee", "1000");
        writer.WriteBoolean("fees_enabled", true);
        WindowText.WriteFeeSchedule(writer, "fee_schedule", spec.Fees);
        writer.WriteString("timestamp", at.Milliseconds.ToString());
        writer.WriteEndObject();
    });

    public static void Resolved(Frame frame, Timestamp at, Listing listing, Outcome winner) => Json.Append(frame, writer =>
    {
        var spec = listing.Spec;
        writer.WriteStartObject();
        writer.WriteString("event_type", "market_resolved");
        writer.WriteString("id", WindowText.Id(spec));
        writer.WriteString("market", spec.ConditionId);
        Tokens(writer, "assets_ids", spec.UpTokenId, spec.DownTokenId);
        writer.WriteString("winning_asset_id", spec.TokenId(winner));
        writer.WriteString("winning_outcome", winner == Outcome.Up ? "Up" : "Down");
        writer.WriteString("timestamp", at.Milliseconds.ToString());
        Tokens(writer, "tags", "crypto", "up-or-down");
        writer.WriteEndObject();
    });

    private static void Tokens(Utf8JsonWriter writer, string name, string first, string second)
    {
        writer.WriteStartArray(name);
        writer.WriteStringValue(first);
        writer.WriteStringValue(second);
        writer.WriteEndArray();
    }
}
