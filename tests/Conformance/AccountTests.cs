using System.Text.Json;
using PolyCloud.Conformance.World;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Conformance;

public sealed class AccountTests(ConformanceWorld world) : IClassFixture<ConformanceWorld>
{
    [OfficialClientFact]
    public async Task Heartbeats_chain_and_a_wrong_one_is_told_the_right_one()
    {
        var first = (await CallAsync("postHeartbeat", "")).Text("heartbeat_id");
        var second = (await CallAsync("postHeartbeat", first)).Text("heartbeat_id");
        var wrong = await CallAsync("postHeartbeat", first);
        Assert.Equal((400, second), (wrong.GetProperty("status").GetInt32(), wrong.GetProperty("error").Text("heartbeat_id")));
        Assert.NotEqual(second, (await CallAsync("postHeartbeat", second)).Text("heartbeat_id"));
    }

    [OfficialClientFact]
    public async Task The_balance_is_the_exchanges_and_the_allowance_is_per_exchange_contract()
    {
        var balance = await CallAsync("getBalanceAllowance", new { asset_type = "COLLATERAL" });
        Assert.Equal(world.Inspect(venue => venue.Exchange.Collateral(world.Account)).Micros.ToString(), balance.Text("balance"));
        Assert.Contains("0xE111180000d2663C0091e4f400237545B87B996B", balance.GetProperty("allowances").EnumerateObject().Select(entry => entry.Name));
        Assert.Contains((await CallAsync("updateBalanceAllowance", new { asset_type = "COLLATERAL" })).ValueKind, new[] { JsonValueKind.Null, JsonValueKind.String });
    }

    [OfficialClientFact]
    public async Task Notifications_tell_of_cancels_and_can_be_dropped()
    {
        Assert.Equal(0, (await CallAsync("getNotifications")).GetArrayLength());
        var order = (await CallAsync("createAndPostOrder", new { tokenID = ConformanceWorld.UpToken, price = 0.2, size = 60, side = "BUY" }, new { }, "GTC")).Text("orderID");
        await CallAsync("cancelOrder", new { orderID = order });
        var told = Assert.Single((await CallAsync("getNotifications")).EnumerateArray());
        Assert.Equal((1, order), (told.GetProperty("type").GetInt32(), told.GetProperty("payload").Text("id")));
        await CallAsync("dropNotifications", new { ids = new[] { told.GetProperty("id").GetInt64().ToString() } });
        Assert.Equal(0, (await CallAsync("getNotifications")).GetArrayLength());
    }

    [OfficialClientFact]
    public async Task An_order_that_is_small_or_fresh_does_not_score()
    {
        var order = (await CallAsync("createAndPostOrder", new { tokenID = ConformanceWorld.UpToken, price = 0.47, size = 60, side = "BUY" }, new { }, "GTC", true)).Text("orderID");
        Assert.Equal(VenueOrderStatus.Live, world.Order(order).Status);
        Assert.False((await CallAsync("isOrderScoring", new { order_id = order })).GetProperty("scoring").GetBoolean());
        Assert.False((await CallAsync("areOrdersScoring", new { orderIds = new[] { order } })).GetProperty(order).GetBoolean());
        await CallAsync("cancelAll");
        Assert.Equal(Size.Zero, world.Inspect(venue => venue.Exchange.LevelSize(new ListingId(0), Side.Buy, Price.Cents(47))));
    }

    private Task<JsonElement> CallAsync(string method, params object?[] arguments) => world.Client.CallAsync(ConformanceWorld.Maker, method, arguments);
}
