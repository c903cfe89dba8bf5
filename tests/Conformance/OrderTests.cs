using System.Text.Json;
using PolyCloud.Conformance.World;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Conformance;

public sealed class OrderTests(ConformanceWorld world) : IClassFixture<ConformanceWorld>
{
    private static readonly object NoOptions = new { };

    [OfficialClientFact]
    public async Task A_limit_order_rests_at_the_exchange_under_the_id_the_client_was_told()
    {
        var answer = await PostAsync(Buy(0.40, 20), "GTC", postOnly: true);
        Assert.Equal((true, "", "live"), (answer.GetProperty("success").GetBoolean(), answer.Text("errorMsg"), answer.Text("status")));
        var order = world.Order(answer.Text("orderID"));
        Assert.Equal(
            (VenueOrderStatus.Live, Price.Cents(40), Size.Shares(20), OrderType.Gtc, true),
            (order.Status, order.Price, order.OriginalSize, order.Order.Type, order.Order.PostOnly));

        var seen = await CallAsync("getOrder", answer.Text("orderID"));
        Assert.Equal(("LIVE", "0.4", "20", "BUY", "0"), (seen.Text("status"), seen.Text("price"), seen.Text("original_size"), seen.Text("side"), seen.Text("expiration")));
        var open = await CallAsync("getOpenOrders", new { market = ConformanceWorld.Condition });
        Assert.Contains(answer.Text("orderID"), open.EnumerateArray().Select(entry => entry.Text("id")));
        Assert.Equal(0, (await CallAsync("getPreMigrationOrders")).GetArrayLength());
        await CallAsync("cancelAll");
    }

    [OfficialClientFact]
    public async Task A_post_only_order_that_would_take_is_refused_and_leaves_nothing()
    {
        var refused = await PostAsync(Buy(0.60, 20), "GTC", postOnly: true);
        Assert.Equal((400, "invalid post-only order: order crosses book"), (refused.GetProperty("status").GetInt32(), refused.Text("error")));
        Assert.Equal(0, world.OpenOrders());
    }

    [OfficialClientFact]
    public async Task A_dated_order_ends_by_its_date_and_one_that_is_too_near_is_refused()
    {
        var expiration = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 240;
        var answer = await PostAsync(Buy(0.41, 10, expiration), "GTD");
        var order = world.Order(answer.Text("orderID"));
        Assert.Equal((OrderType.Gtd, Timestamp.FromSeconds(expiration)), (order.Order.Type, order.Order.Expiration));
        Assert.Equal(expiration.ToString(), (await CallAsync("getOrder", answer.Text("orderID"))).Text("expiration"));

        var near = await PostAsync(Buy(0.41, 10, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 100), "GTD");
        Assert.Equal("invalid expiration", near.Text("error"));
        await CallAsync("cancelAll");
    }

    [OfficialClientFact]
    public async Task A_market_order_is_filled_settles_and_is_told_as_a_trade_with_its_transaction()
    {
        var before = world.Inspect(venue => venue.Exchange.Tokens(world.Account, new ListingId(0), Outcome.Up));
        var answer = await CallAsync("createAndPostMarketOrder", new { tokenID = ConformanceWorld.UpToken, amount = 11, side = "BUY", orderType = "FOK" }, NoOptions, "FOK");
        Assert.Equal(("matched", "11", "20"), (answer.Text("status"), answer.Text("makingAmount"), answer.Text("takingAmount")));
        var hash = Assert.Single(answer.Texts("transactionsHashes"));

        var trade = Assert.Single((await CallAsync("getTrades", new { id = answer.Texts("tradeIDs")[0] })).EnumerateArray());
        Assert.Equal((hash, "TAKER", "20", "0.55"), (trade.Text("transaction_hash"), trade.Text("trader_side"), trade.Text("size"), trade.Text("price")));
        var page = await CallAsync("getTradesPaginated", new { market = ConformanceWorld.Condition });
        Assert.Equal(page.GetProperty("count").GetInt32(), page.GetProperty("trades").GetArrayLength());
        await world.UntilAsync(venue => venue.Exchange.Tokens(venue.Exchange.AccountOf(new CredentialId(0)), new ListingId(0), Outcome.Up) == before + Size.Shares(20));
        Assert.Equal(FillStatus.Confirmed, world.Inspect(venue => venue.Exchange.Trades(venue.Exchange.AccountOf(new CredentialId(0))).First().Status));
    }

    [OfficialClientFact]
    public async Task What_was_bought_and_settled_can_be_sold_at_the_market()
    {
        world.Inspect(venue => venue.Exchange.SplitSets(venue.Exchange.AccountOf(new CredentialId(0)), new ListingId(0), Size.Shares(30)));
        var balance = await CallAsync("getBalanceAllowance", new { asset_type = "CONDITIONAL", token_id = ConformanceWorld.DownToken });
        var held = world.Inspect(venue => venue.Exchange.Tokens(venue.Exchange.AccountOf(new CredentialId(0)), new ListingId(0), Outcome.Down));
        Assert.Equal(held.Units.ToString(), balance.Text("balance"));
        var answer = await CallAsync("createAndPostMarketOrder", new { tokenID = ConformanceWorld.DownToken, amount = 30, side = "SELL", orderType = "FAK" }, NoOptions, "FAK");
        Assert.Equal(("matched", "30", "13.5"), (answer.Text("status"), answer.Text("makingAmount"), answer.Text("takingAmount")));
    }

    [OfficialClientFact]
    public async Task A_fill_or_kill_order_beyond_the_book_is_killed()
    {
        var refused = await CallAsync("createAndPostMarketOrder", new { tokenID = ConformanceWorld.UpToken, amount = 900, side = "BUY", price = 0.55, orderType = "FOK" }, NoOptions, "FOK");
        Assert.Contains("fully filled or killed", refused.Text("error"), StringComparison.Ordinal);
    }

    [OfficialClientFact]
    public async Task A_builder_code_is_part_of_what_is_signed_and_verified()
    {
        var builderCode = "0x" + new string('1', 64);
        var answer = await PostAsync(new { tokenID = ConformanceWorld.UpToken, price = 0.22, size = 10, side = "BUY", builderCode }, "GTC");
        Assert.Equal("live", answer.Text("status"));
        var market = await CallAsync(
            "createAndPostMarketOrder", new { tokenID = ConformanceWorld.DownToken, amount = 2.2, side = "BUY", price = 0.56, orderType = "FAK", builderCode }, NoOptions, "FAK");
        Assert.Equal("matched", market.Text("status"));
        await CallAsync("cancelAll");
    }

    [OfficialClientFact]
    public async Task A_batch_answers_entry_by_entry_in_its_order()
    {
        var orders = new List<object>();
        foreach (var (price, size) in new[] { (0.30, 10), (0.31, 1), (0.32, 10) })
        {
            orders.Add(new { order = await CallAsync("createOrder", Buy(price, size), NoOptions), orderType = "GTC" });
        }

        var answers = (await CallAsync("postOrders", orders)).EnumerateArray().ToList();
        Assert.Equal(["live", "", "live"], answers.Select(answer => answer.Text("status")));
        Assert.Contains("lower than the minimum", answers[1].Text("errorMsg"), StringComparison.Ordinal);
        Assert.Equal([Price.Cents(30), Price.Cents(32)], new[] { 0, 2 }.Select(index => world.Order(answers[index].Text("orderID")).Price));
        await CallAsync("cancelAll");
    }

    [OfficialClientFact]
    public async Task A_fill_of_a_resting_order_is_told_to_its_maker_as_a_maker()
    {
        var answer = await PostAsync(Buy(0.48, 10), "GTC", postOnly: true);
        world.Inspect(venue => venue.Exchange.TakeFlow(new ListingId(0), Outcome.Up, Side.Sell, Price.Cents(48), Size.Shares(10)));
        var trade = (await CallAsync("getTrades", new { market = ConformanceWorld.Condition })).EnumerateArray().First(entry => entry.Text("trader_side") == "MAKER");
        var own = Assert.Single(trade.GetProperty("maker_orders").EnumerateArray(), maker => maker.Text("owner") == world.Credential.Text("key"));
        Assert.Equal((answer.Text("orderID"), "10", "0.48"), (own.Text("order_id"), own.Text("matched_amount"), own.Text("price")));
        Assert.Equal("MATCHED", (await CallAsync("getOrder", answer.Text("orderID"))).Text("status"));
    }

    private static object Buy(double price, double size, long expiration = 0) =>
        new { tokenID = ConformanceWorld.UpToken, price, size, side = "BUY", expiration };

    private Task<JsonElement> PostAsync(object order, string type, bool postOnly = false) => CallAsync("createAndPostOrder", order, NoOptions, type, postOnly);

    private Task<JsonElement> CallAsync(string method, params object?[] arguments) => world.Client.CallAsync(ConformanceWorld.Maker, method, arguments);
}
