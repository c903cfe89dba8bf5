using System.Text.Json.Nodes;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Polymarket.Tests.Gamma;

public sealed class EventMarketsTests
{
    [Fact]
    public void Every_outcome_becomes_a_market_of_the_event_whose_winner_is_declared()
    {
        var parent = GammaEvents.Event();
        var markets = parent["markets"]!.AsArray();
        var first = markets[0]!;
        markets.RemoveAt(0);
        markets.Add(first);
        var specs = EventMarkets.Read(GammaEvents.Read(parent), "btc", out var refusal);
        Assert.Null(refusal);
        Assert.Equal(["where-it-ends-0", "where-it-ends-1", "where-it-ends-2"], specs!.Select(spec => spec.Slug));
        var membership = Assert.Single(specs!.Select(spec => spec.Event).Distinct());
        Assert.Equal((parent["negRiskMarketID"]!.GetValue<string>(), 3), (membership.Id, membership.Outcomes));
        Assert.All(specs!, spec => Assert.True(spec is { NegativeRisk: true, Settlement: SettlementRule.Declared, Asset: "btc", Fees.RateMillionths: 0 }));
        Assert.All(specs!, spec => Assert.Equal(GammaEvents.Ends, spec.Closes));
        Assert.Equal(("101", "201"), (specs![1].UpTokenId, specs[1].DownTokenId));
    }

    [Theory]
    [InlineData(1, "markets: lack outcome 1")]
    [InlineData(0, "markets: lack outcome 0")]
    public void An_outcome_that_is_missing_in_the_listing_stops_the_whole_event(int place, string why) =>
        Refused(parent => parent["markets"]!.AsArray().RemoveAt(place), why);

    [Fact]
    public void A_market_that_cannot_be_read_stops_it() =>
        Refused(parent => parent.MarketOf(1).Remove("conditionId"), "markets: name 3, of which 1 cannot be read");

    [Theory]
    [InlineData("negRisk", false, "negRisk: is not true: its outcomes need not exclude each other")]
    [InlineData("negRiskAugmented", true, "negRiskAugmented: is true: outcomes may still be added")]
    [InlineData("negRiskMarketID", "", "negRiskMarketID: is not 0x and 64 digits that end in 00")]
    public void An_event_that_need_not_name_all_its_outcomes_is_refused(string field, object value, string why) =>
        Refused(parent => parent[field] = JsonValue.Create(value), why);

    [Theory]
    [InlineData("acceptingOrders", false, "acceptingOrders: of where-it-ends-2 is not true, or the market is closed")]
    [InlineData("closed", true, "acceptingOrders: of where-it-ends-2 is not true, or the market is closed")]
    [InlineData("negRiskOther", true, "negRiskOther: of where-it-ends-2 is true: it stands for outcomes that are not named")]
    [InlineData("outcomes", "[\"No\", \"Yes\"]", "outcomes: of where-it-ends-2 'No,Yes' are not Yes and No")]
    [InlineData("clobTokenIds", "[]", "clobTokenIds: of where-it-ends-2 are not two token numbers")]
    [InlineData("version", "v9", "version: of where-it-ends-2 'v9' is not served by this client")]
    [InlineData("questionID", "0x00", "questionID: of where-it-ends-2 is none of the event's")]
    [InlineData("orderPriceMinTickSize", 0.3, "orderPriceMinTickSize: of where-it-ends-2 is no tick of the venue")]
    [InlineData("startDate", "", "startDate: of where-it-ends-2 is missing, or not before the end")]
    public void One_market_that_cannot_be_traded_stops_the_whole_event(string field, object value, string why) =>
        Refused(parent => parent.MarketOf(2)[field] = JsonValue.Create(value), why);

    [Fact]
    public void Markets_that_do_not_end_together_are_no_group()
    {
        var parent = GammaEvents.Event();
        parent.MarketOf(1)["endDate"] = "2026-11-03T15:00:00Z";
        Assert.Null(EventMarkets.Read(GammaEvents.Read(parent), "btc", out var refusal));
        Assert.Equal("endDate", refusal!.Field);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(32, true)]
    [InlineData(1, false)]
    [InlineData(33, false)]
    public void Two_to_thirty_two_outcomes_are_watched_together(int outcomes, bool isRead) =>
        Assert.Equal(isRead, EventMarkets.Read(GammaEvents.Read(GammaEvents.Event(outcomes: outcomes)), "btc", out _) is not null);

    private static void Refused(Action<JsonObject> change, string why)
    {
        var parent = GammaEvents.Event();
        change(parent);
        Assert.Null(EventMarkets.Read(GammaEvents.Read(parent), "btc", out var refusal));
        Assert.Equal(why, refusal!.ToString());
    }
}
