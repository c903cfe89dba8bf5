using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.Gamma;

/// <summary>A market in the catalogue's words. Some of its texts hold JSON.</summary>
internal static class GammaMarket
{
    /// <param name="isHydrated">False while the CLOB does not know it yet: then it has no token ids.</param>
    public static void Write(Utf8JsonWriter writer, MarketFeed feed, bool isHydrated, bool withEvent = true)
    {
        var (listing, spec) = (feed.Listing, feed.Listing.Spec);
        var isClosed = listing.Winner is not null;
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.Id(listing));
        writer.WriteString("question", WindowText.Question(listing));
        writer.WriteString("conditionId", spec.ConditionId);
        writer.WriteString("questionID", WindowText.QuestionId(listing));
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("version", WindowText.Version(spec));
        WriteSettlement(writer, spec);
        writer.WriteString("description", WindowText.Description(listing));
        writer.WriteString("startDate", WindowText.Moment(listing.Listed));
        writer.WriteString("endDate", WindowText.Moment(spec.Closes));
        writer.WriteString("eventStartTime", WindowText.Moment(spec.Opens));
        writer.WriteString("outcomes", $"[\"{OrderText.OutcomeText(listing, Outcome.Up)}\", \"{OrderText.OutcomeText(listing, Outcome.Down)}\"]");
        writer.WriteString("outcomePrices", OutcomePrices(feed));
        writer.WriteString("clobTokenIds", isHydrated ? $"[\"{spec.UpTokenId}\", \"{spec.DownTokenId}\"]" : "[]");
        if (spec.Version == MarketVersion.PositionIds)
        {
            writer.WriteStartArray("positionIds");
            writer.WriteStringValue(spec.UpTokenId);
            writer.WriteStringValue(spec.DownTokenId);
            writer.WriteEndArray();
        }

        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", isClosed);
        writer.WriteBoolean("archived", false);
        writer.WriteBoolean("acceptingOrders", listing.AcceptingOrders);
        writer.WriteString("acceptingOrdersTimestamp", WindowText.Moment(listing.Listed));
        writer.WriteBoolean("enableOrderBook", true);
        writer.WritePropertyName("orderPriceMinTickSize");
        writer.WriteRawValue(listing.TickSize.ToString());
        writer.WritePropertyName("orderMinSize");
        writer.WriteRawValue(spec.MinimumOrderSize.ToString());
        writer.WriteBoolean("negRisk", spec.NegativeRisk);
        WritePlace(writer, listing);
        WriteFeesAndRewards(writer, spec);
        WriteQuotes(writer, feed);
        writer.WriteBoolean("clearBookOnStart", false);
        writer.WriteBoolean("automaticallyResolved", true);
        if (isClosed)
        {
            writer.WriteString("umaResolutionStatus", "resolved");
        }

        writer.WriteString("umaResolutionStatuses", "[]");
        if (withEvent)
        {
            writer.WriteStartArray("events");
            GammaEvent.WriteHead(writer, listing, isClosed);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteSettlement(Utf8JsonWriter writer, MarketSpec spec)
    {
        writer.WriteString("resolutionSource", WindowText.Source(spec));
        if (spec.Settlement != SettlementRule.TimeWeightedAverage60Seconds)
        {
            writer.WriteNull("cryptoMarketConfig");
            return;
        }

        writer.WriteStartObject("cryptoMarketConfig");
        writer.WriteString("id", $"{spec.Asset}-{WindowText.Recurrence(spec.Interval)}-twap-60");
        writer.WriteBoolean("twapEnabled", true);
        writer.WriteNumber("twapLookbackSeconds", 60);
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, Listing listing)
    {
        if (listing.Event is { } place)
        {
            writer.WriteString("negRiskMarketID", WindowText.EventQuestionId(listing));
            writer.WriteBoolean("negRiskOther", false);
            writer.WriteString("groupItemTitle", place.OutcomeTitle);
            writer.WriteString("groupItemThreshold", place.Index.ToString());
        }
    }

    private static void WriteFeesAndRewards(Utf8JsonWriter writer, MarketSpec spec)
    {
        writer.WriteNumber("makerBaseFee", 1000);
        writer.WriteNumber("takerBaseFee", 1000);
        writer.WriteBoolean("feesEnabled", true);
        writer.WriteString("feeType", "crypto_fees_v2");
        WindowText.WriteFeeSchedule(writer, "feeSchedule", spec.Fees);
        writer.WriteNumber("makerRebatesFeeShareBps", 10000);
        writer.WriteNumber("rewardsMinSize", RewardRules.MinimumShares);
        writer.WritePropertyName("rewardsMaxSpread");
        writer.WriteRawValue(RewardRules.MaximumSpreadCents);
        writer.WriteNumber("secondsDelay", 0);
    }

    private static void WriteQuotes(Utf8JsonWriter writer, MarketFeed feed)
    {
        var (bid, ask) = (feed.Book.BestBid(Outcome.Up), feed.Book.BestAsk(Outcome.Up));
        writer.WritePropertyName("bestBid");
        writer.WriteRawValue(FixedPointText.ToText(Math.Max(bid, 0), Price.Decimals));
        writer.WritePropertyName("bestAsk");
        writer.WriteRawValue(FixedPointText.ToText(ask < 0 ? Price.Scale : ask, Price.Decimals));
        if (feed.Listing.LastTradePrice is { } last)
        {
            writer.WritePropertyName("lastTradePrice");
            writer.WriteRawValue(last.ToString());
        }
    }

    // Stale hints at the venue as well. In half price units.
    private static string OutcomePrices(MarketFeed feed)
    {
        if (feed.Listing.Winner is { } winner)
        {
            return winner == Outcome.Up ? "[\"1\", \"0\"]" : "[\"0\", \"1\"]";
        }

        var doubled = feed.HintHalfUnits(Outcome.Up);
        return $"[\"{FixedPointText.ToText(doubled * 5, 5)}\", \"{FixedPointText.ToText(((2 * Price.Scale) - doubled) * 5, 5)}\"]";
    }
}
