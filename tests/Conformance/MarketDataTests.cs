using System.Text.Json;
using PolyCloud.Conformance.World;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Conformance;

public sealed class MarketDataTests(ConformanceWorld world) : IClassFixture<ConformanceWorld>
{
    private static readonly object[] BothTokens =
        [new { token_id = ConformanceWorld.UpToken, side = "BUY" }, new { token_id = ConformanceWorld.DownToken, side = "SELL" }];

    [OfficialClientFact]
    public async Task The_venue_says_that_it_is_well_what_time_it_is_and_which_orders_it_wants()
    {
        Assert.Equal("OK", (await CallAsync("getOk")).GetString());
        Assert.InRange((await CallAsync("getServerTime")).GetInt64(), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 5, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 5);
        Assert.Equal(2, (await CallAsync("getVersion")).GetInt32());
    }

    [OfficialClientFact]
    public async Task A_book_is_the_exchanges_and_its_hash_is_the_one_the_client_computes()
    {
        var book = await CallAsync("getOrderBook", ConformanceWorld.UpToken);
        Assert.Equal((ConformanceWorld.Condition, "0.01", "5"), (book.Text("market"), book.Text("tick_size"), book.Text("min_order_size")));
        Assert.True(world.Inspect(venue => venue.Exchange.TryBest(new ListingId(0), Side.Buy, out var best) && best.Price == Price.Cents(45)));
        Assert.Equal("0.45", book.GetProperty("bids").EnumerateArray().Last().Text("price"));
        Assert.Equal("0.55", book.GetProperty("asks").EnumerateArray().Last().Text("price"));
        Assert.Equal(book.Text("hash"), (await CallAsync("getOrderBookHash", book)).GetString());
        var books = await CallAsync("getOrderBooks", [BothTokens]);
        Assert.Equal([ConformanceWorld.UpToken, ConformanceWorld.DownToken], books.EnumerateArray().Select(other => other.Text("asset_id")));
        Assert.Equal(404, (await CallAsync("getOrderBook", "1")).GetProperty("status").GetInt32());
    }

    [OfficialClientFact]
    public async Task Midpoints_prices_and_spreads_are_those_of_the_book()
    {
        Assert.Equal("0.5", (await CallAsync("getMidpoint", ConformanceWorld.UpToken)).Text("mid"));
        Assert.Equal("0.45", (await CallAsync("getPrice", ConformanceWorld.UpToken, "BUY")).Text("price"));
        Assert.Equal("0.55", (await CallAsync("getPrice", ConformanceWorld.DownToken, "SELL")).Text("price"));
        Assert.Equal("0.1", (await CallAsync("getSpread", ConformanceWorld.UpToken)).Text("spread"));
        Assert.Equal("0.5", (await CallAsync("getMidpoints", [BothTokens])).Text(ConformanceWorld.DownToken));
        Assert.Equal("0.1", (await CallAsync("getSpreads", [BothTokens])).Text(ConformanceWorld.DownToken));
        var prices = await CallAsync("getPrices", [BothTokens]);
        Assert.Equal(("0.45", "0.55"), (prices.GetProperty(ConformanceWorld.UpToken).Text("BUY"), prices.GetProperty(ConformanceWorld.DownToken).Text("SELL")));
    }

    [OfficialClientFact]
    public async Task Rules_of_a_token_are_its_markets()
    {
        Assert.Equal("0.01", (await CallAsync("getTickSize", ConformanceWorld.UpToken)).GetString());
        Assert.False((await CallAsync("getNegRisk", ConformanceWorld.UpToken)).GetBoolean());
        Assert.Equal(1000, (await CallAsync("getFeeRateBps", ConformanceWorld.UpToken)).GetInt32());
        Assert.Equal(1, (await CallAsync("getFeeExponent", ConformanceWorld.UpToken)).GetInt32());
        var market = await CallAsync("getClobMarketInfo", ConformanceWorld.Condition);
        Assert.Equal(0.07, market.GetProperty("fd").GetProperty("r").GetDouble());
        Assert.Equal(ConformanceWorld.DownToken, market.GetProperty("t")[1].Text("t"));
    }

    [OfficialClientFact]
    public async Task Every_list_of_markets_has_the_market_in_its_page()
    {
        foreach (var method in new[] { "getMarkets", "getSimplifiedMarkets", "getSamplingMarkets", "getSamplingSimplifiedMarkets" })
        {
            var page = await CallAsync(method);
            Assert.Equal((3, "LTE=", ConformanceWorld.Condition), (page.GetProperty("count").GetInt32(), page.Text("next_cursor"), page.GetProperty("data")[0].Text("condition_id")));
        }

        Assert.Equal("btc-updown-1h-standard", (await CallAsync("getMarket", ConformanceWorld.Condition)).Text("market_slug"));
    }

    [OfficialClientFact]
    public async Task A_trade_of_the_flow_is_the_last_price_the_activity_and_the_history()
    {
        Assert.Equal(2, world.Inspect(venue => venue.Exchange.TakeFlow(new ListingId(0), Outcome.Down, Side.Buy, Price.Cents(55), Size.Shares(2)).Units) / Size.Scale);
        var last = await CallAsync("getLastTradePrice", ConformanceWorld.DownToken);
        Assert.Equal(("0.55", "BUY"), (last.Text("price"), last.Text("side")));
        Assert.Equal("0.45", (await CallAsync("getLastTradesPrices", [BothTokens]))[0].Text("price"));
        Assert.Equal("2", (await CallAsync("getMarketTradesEvents", ConformanceWorld.Condition))[0].Text("size"));
        var history = await CallAsync("getPricesHistory", new { market = ConformanceWorld.UpToken, interval = "1h" });
        Assert.Equal(0.45, history.GetProperty("history").EnumerateArray().Last().GetProperty("p").GetDouble());
    }

    [OfficialClientFact]
    public async Task Rewards_are_there_and_empty()
    {
        Assert.Equal(0, (await CallAsync("getCurrentRewards")).GetArrayLength());
        Assert.Equal(0, (await CallAsync("getRawRewardsForMarket", ConformanceWorld.Condition)).GetArrayLength());
        Assert.Equal(0, (await CallAsync("getEarningsForUserForDay", "2026-11-03")).GetArrayLength());
        Assert.Equal(0, (await CallAsync("getTotalEarningsForUserForDay", "2026-11-03")).GetArrayLength());
        Assert.Equal(0, (await CallAsync("getUserEarningsAndMarketsConfig", "2026-11-03")).GetArrayLength());
        Assert.Equal(JsonValueKind.Object, (await CallAsync("getRewardPercentages")).ValueKind);
        Assert.Equal(0, (await CallAsync("getBuilderTrades", new { builder_code = "0x" + new string('1', 64) })).GetProperty("trades").GetArrayLength());
    }

    private Task<JsonElement> CallAsync(string method, params object?[] arguments) => world.Client.CallAsync(ConformanceWorld.Maker, method, arguments);
}
