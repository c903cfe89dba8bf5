using System.Text.Json;
using PolyCloud.Conformance.World;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Conformance;

public sealed class CancelTests(ConformanceWorld world) : IClassFixture<ConformanceWorld>
{
    private static readonly object NoOptions = new { };

    [OfficialClientFact]
    public async Task One_order_some_orders_a_market_and_all_are_cancelled()
    {
        var orders = new List<string>();
        for (var cents = 20; cents < 26; cents++)
        {
            orders.Add(await RestAsync(ConformanceWorld.Maker, cents));
        }

        Assert.Equal([orders[0]], (await CallAsync("cancelOrder", new { orderID = orders[0] })).Texts("canceled"));
        Assert.Equal(VenueOrderStatus.Canceled, world.Order(orders[0]).Status);
        var some = await CallAsync("cancelOrders", [new[] { orders[1], orders[2], orders[0] }]);
        Assert.Equal([orders[1], orders[2]], some.Texts("canceled"));
        Assert.Equal("Order already canceled", some.GetProperty("not_canceled").Text(orders[0]));
        Assert.Empty((await CallAsync("cancelMarketOrders", new { market = ConformanceWorld.Condition, asset_id = ConformanceWorld.DownToken })).Texts("canceled"));
        Assert.Equal(3, (await CallAsync("cancelMarketOrders", new { market = ConformanceWorld.Condition })).Texts("canceled").Count);
        orders.Add(await RestAsync(ConformanceWorld.Maker, 30));
        Assert.Equal([orders[^1]], (await CallAsync("cancelAll")).Texts("canceled"));
        Assert.Equal(0, world.OpenOrders());
    }

    [OfficialClientFact]
    public async Task Another_key_of_the_same_wallet_neither_sees_nor_cancels_the_order()
    {
        await world.OpenAsync("other-key", ConformanceWorld.FirstKey, nonce: 3);
        var order = await RestAsync(ConformanceWorld.Maker, 33);
        Assert.Equal(0, (await world.Client.CallAsync("other-key", "getOpenOrders")).GetArrayLength());
        Assert.Equal(
            "Order not found or already canceled",
            (await world.Client.CallAsync("other-key", "cancelOrder", new { orderID = order })).GetProperty("not_canceled").Text(order));
        Assert.Empty((await world.Client.CallAsync("other-key", "cancelAll")).Texts("canceled"));
        Assert.Equal(VenueOrderStatus.Live, world.Order(order).Status);
        await CallAsync("cancelAll");
    }

    private async Task<string> RestAsync(string client, int cents) => (await world.Client.CallAsync(
        client, "createAndPostOrder", new { tokenID = ConformanceWorld.UpToken, price = cents / 100m, size = 10, side = "BUY" }, NoOptions, "GTC", true)).Text("orderID");

    private Task<JsonElement> CallAsync(string method, params object?[] arguments) => world.Client.CallAsync(ConformanceWorld.Maker, method, arguments);
}
