using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.Markets;

/// <summary>The rare frames that announce a window and its winner.</summary>
internal static class WindowFrames
{
    public static void NewMarket(Frame frame, Timestamp at, Listing listing) => Json.Append(frame, writer =>
    {
        var spec = listing.Spec;
        writer.WriteStartObject();
        writer.WriteString("event_type", "new_market");
        writer.WriteString("id", WindowText.Id(listing));
        writer.WriteString("question", WindowText.Question(listing));
        writer.WriteString("market", spec.ConditionId);
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("description", WindowText.Description(listing));
        Tokens(writer, "assets_ids", spec.UpTokenId, spec.DownTokenId);
        Tokens(writer, "outcomes", OrderText.OutcomeText(listing, Outcome.Up), OrderText.OutcomeText(listing, Outcome.Down));
        writer.WriteStartObject("event_message");
        writer.WriteString("id", WindowText.EventId(listing));
        writer.WriteString("ticker", WindowText.EventSlug(listing));
        writer.WriteString("slug", WindowText.EventSlug(listing));
        writer.WriteString("title", WindowText.EventTitle(listing));
        writer.WriteString("description", WindowText.Description(listing));
        writer.WriteEndObject();
        Tokens(writer, "tags", Gamma.GammaTag.Of(listing).Take(2).Select(tag => tag.Slug));
        writer.WriteString("condition_id", spec.ConditionId);
        writer.WriteBoolean("active", true);
        Tokens(writer, "clob_token_ids", spec.UpTokenId, spec.DownTokenId);
        writer.WriteString("sports_market_type", "");
        writer.WriteString("line", "");
        writer.WriteString("game_start_time", "");
        writer.WriteString("order_price_min_tick_size", listing.TickSize.ToString());
        writer.WriteString("group_item_title", listing.Event?.OutcomeTitle ?? "");
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
        writer.WriteString("id", WindowText.Id(listing));
        writer.WriteString("market", spec.ConditionId);
        Tokens(writer, "assets_ids", spec.UpTokenId, spec.DownTokenId);
        writer.WriteString("winning_asset_id", spec.TokenId(winner));
        writer.WriteString("winning_outcome", OrderText.OutcomeText(listing, winner));
        writer.WriteString("timestamp", at.Milliseconds.ToString());
        Tokens(writer, "tags", Gamma.GammaTag.Of(listing).Take(2).Select(tag => tag.Slug));
        writer.WriteEndObject();
    });

    private static void Tokens(Utf8JsonWriter writer, string name, params IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
