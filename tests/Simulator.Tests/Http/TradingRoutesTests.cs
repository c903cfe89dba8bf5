using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Http;

public sealed class TradingRoutesTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public TradingRoutesTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void An_order_is_cancelled_once_and_then_told_as_cancelled()
    {
        var order = _venue.PlaceBuy(_key, 47, 20);
        var (_, first) = _venue.Call(_key, "DELETE", "/order", $$"""{"orderID":"{{order}}"}""");
        Assert.Equal(["canceled", "not_canceled"], TestVenue.Keys(first));
        Assert.Equal(order, Assert.Single(first.GetProperty("canceled").EnumerateArray()).GetString());
        var (_, second) = _venue.Call(_key, "DELETE", "/order", $$"""{"orderID":"{{order}}"}""");
        Assert.Equal("Order already canceled", second.GetProperty("not_canceled").GetProperty(order).GetString());
        Assert.Equal("CANCELED", _venue.Call(_key, "GET", $"/data/order/{order}").Body.GetProperty("status").GetString());
    }

    [Fact]
    public void Some_orders_are_cancelled_without_regard_to_duplicates()
    {
        var orders = new[] { _venue.PlaceBuy(_key, 47, 20), _venue.PlaceBuy(_key, 46, 20) };
        var (_, body) = _venue.Call(_key, "DELETE", "/orders", $$"""["{{orders[0]}}","{{orders[1]}}","{{orders[0]}}"]""");
        Assert.Equal(2, body.GetProperty("canceled").GetArrayLength());
        Assert.Empty(body.GetProperty("not_canceled").EnumerateObject());
    }

    [Fact]
    public void Cancel_all_reaches_only_the_keys_own_orders()
    {
        var other = _venue.OpenKey(TestWallet.First, nonce: 1);
        _venue.PlaceBuy(_key, 47, 20);
        var kept = _venue.PlaceBuy(other, 46, 20);
        Assert.Equal(1, _venue.Call(_key, "DELETE", "/cancel-all").Body.GetProperty("canceled").GetArrayLength());
        Assert.Equal(kept, Assert.Single(_venue.Call(other, "GET", "/data/orders").Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(404, _venue.Call(_key, "GET", $"/data/order/{kept}").Status);
    }

    [Fact]
    public void Cancel_market_orders_can_be_narrowed_to_one_token()
    {
        _venue.PlaceBuy(_key, 47, 20);
        var down = _venue.PlaceBuy(_key, 30, 20, TestVenue.DownToken);
        var (_, body) = _venue.Call(_key, "DELETE", "/cancel-market-orders", $$"""{"market":"{{TestVenue.Condition}}","asset_id":"{{TestVenue.DownToken}}"}""");
        Assert.Equal(down, Assert.Single(body.GetProperty("canceled").EnumerateArray()).GetString());
        Assert.Equal(1, _venue.Call(_key, "DELETE", "/cancel-market-orders", $$"""{"market":"{{TestVenue.Condition}}"}""").Body.GetProperty("canceled").GetArrayLength());
        Assert.Equal(400, _venue.Call(_key, "DELETE", "/cancel-market-orders", "{}").Status);
    }

    [Theory]
    [InlineData("/order", "{}")]
    [InlineData("/order", "{\"orderID\":\"0x12\"}")]
    [InlineData("/orders", "{}")]
    [InlineData("/orders", "[7]")]
    [InlineData("/orders", "[\"0x12\"]")]
    public void Cancels_of_no_order_are_refused(string path, string body) => Assert.Equal(400, _venue.Call(_key, "DELETE", path, body).Status);

    [Fact]
    public void An_open_order_has_the_venues_shape()
    {
        var order = _venue.PlaceBuy(_key, 47, 20);
        var (status, body) = _venue.Call(_key, "GET", $"/data/order/{order}");
        Assert.Equal(200, status);
        Assert.Equal(
            ["id", "status", "owner", "maker_address", "market", "asset_id", "side", "original_size", "size_matched", "price", "outcome", "expiration", "order_type", "associate_trades", "created_at"],
            TestVenue.Keys(body));
        Assert.Equal(("LIVE", "20", "0", "0.47", "Up"), (body.GetProperty("status").GetString(), body.GetProperty("original_size").GetString(),
            body.GetProperty("size_matched").GetString(), body.GetProperty("price").GetString(), body.GetProperty("outcome").GetString()));
        Assert.Equal(_venue.Now.Seconds, body.GetProperty("created_at").GetInt64());
    }

    [Fact]
    public void Orders_come_in_pages_to_the_end_marker()
    {
        for (var count = 0; count < 101; count++)
        {
            _venue.PlaceBuy(_key, 1, 5);
        }

        var first = _venue.Call(_key, "GET", "/data/orders?next_cursor=MA==").Body;
        Assert.Equal((100, 100), (first.GetProperty("count").GetInt32(), first.GetProperty("data").GetArrayLength()));
        var last = _venue.Call(_key, "GET", "/data/orders?next_cursor=" + Uri.EscapeDataString(first.GetProperty("next_cursor").GetString()!)).Body;
        Assert.Equal((1, "LTE="), (last.GetProperty("count").GetInt32(), last.GetProperty("next_cursor").GetString()));
        Assert.Equal(0, _venue.Call(_key, "GET", "/data/orders?next_cursor=LTE=").Body.GetProperty("count").GetInt32());
        Assert.Equal(400, _venue.Call(_key, "GET", "/data/orders?next_cursor=zz").Status);
        Assert.Equal(400, _venue.Call(_key, "GET", "/data/trades?next_cursor=" + Uri.EscapeDataString(new string('A', 400))).Status);
    }

    [Fact]
    public void A_maker_sees_the_takers_order_on_top_and_its_own_part_on_its_own_token()
    {
        var other = _venue.OpenKey(TestWallet.Second);
        var resting = _venue.PlaceBuy(_key, 52, 20, TestVenue.DownToken);
        var taking = _venue.PlaceBuy(other, 48, 20);
        var trade = Assert.Single(_venue.Call(_key, "GET", "/data/trades").Body.GetProperty("data").EnumerateArray());
        Assert.Equal(
            ["id", "taker_order_id", "market", "asset_id", "side", "size", "fee_rate_bps", "price", "match_time", "last_update", "outcome", "bucket_index", "owner", "maker_address", "transaction_hash", "trader_side", "status", "maker_orders"],
            TestVenue.Keys(trade));
        Assert.Equal(("MAKER", taking, TestVenue.UpToken, "0.48", "TRADE_STATUS_MATCHED"), (trade.GetProperty("trader_side").GetString(),
            trade.GetProperty("taker_order_id").GetString(), trade.GetProperty("asset_id").GetString(), trade.GetProperty("price").GetString(), trade.GetProperty("status").GetString()));
        var own = Assert.Single(trade.GetProperty("maker_orders").EnumerateArray());
        Assert.Equal((resting, _key.Key, TestVenue.DownToken, "0.52", "20", "BUY"), (own.GetProperty("order_id").GetString(), own.GetProperty("owner").GetString(),
            own.GetProperty("asset_id").GetString(), own.GetProperty("price").GetString(), own.GetProperty("matched_amount").GetString(), own.GetProperty("side").GetString()));
        Assert.Equal("TAKER", _venue.Call(other, "GET", "/data/trades").Body.GetProperty("data")[0].GetProperty("trader_side").GetString());
        Assert.Equal(1, _venue.Call(_key, "GET", $"/data/trades?asset_id={TestVenue.DownToken}").Body.GetProperty("count").GetInt32());
        Assert.Equal(0, _venue.Call(_key, "GET", $"/data/trades?after={_venue.Now.Seconds}").Body.GetProperty("count").GetInt32());
        Assert.Equal(400, _venue.Call(_key, "GET", "/data/trades?after=yesterday").Status);
    }

    [Fact]
    public void Tokens_are_in_the_balance_once_the_trade_is_confirmed()
    {
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(50), Size.Shares(100));
        _venue.PlaceBuy(_key, 50, 20);
        string Tokens() => _venue.Call(_key, "GET", $"/balance-allowance?asset_type=CONDITIONAL&token_id={TestVenue.UpToken}").Body.GetProperty("balance").GetString()!;
        Assert.Equal("0", Tokens());
        _venue.Wait(31_000);
        Assert.Equal("20000000", Tokens());
        var trade = Assert.Single(_venue.Call(_key, "GET", "/data/trades").Body.GetProperty("data").EnumerateArray());
        Assert.Equal("TRADE_STATUS_CONFIRMED", trade.GetProperty("status").GetString());
        Assert.StartsWith("0x", trade.GetProperty("transaction_hash").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_wallet_has_its_starting_collateral_and_full_allowance()
    {
        var (_, body) = _venue.Call(_key, "GET", "/balance-allowance?asset_type=COLLATERAL&signature_type=0");
        Assert.Equal(["balance", "allowances"], TestVenue.Keys(body));
        Assert.Equal("1000000000", body.GetProperty("balance").GetString());
        Assert.Equal(78, body.GetProperty("allowances").EnumerateObject().First().Value.GetString()!.Length);
        Assert.Equal(200, _venue.TryCall(_key, "GET", "/balance-allowance/update?asset_type=COLLATERAL")!.Value.Status);
        Assert.Equal(400, _venue.Call(_key, "GET", "/balance-allowance?asset_type=GOLD").Status);
    }

    [Fact]
    public void Heartbeats_form_a_chain_and_a_wrong_id_is_told_the_expected_one()
    {
        var (_, first) = _venue.Call(_key, "POST", "/v1/heartbeats", """{"heartbeat_id":""}""");
        var expected = first.GetProperty("heartbeat_id").GetString();
        var (status, refused) = _venue.Call(_key, "POST", "/v1/heartbeats", """{"heartbeat_id":"nonsense"}""");
        Assert.Equal((400, "Invalid Heartbeat ID", expected), (status, refused.GetProperty("error_msg").GetString(), refused.GetProperty("heartbeat_id").GetString()));
        Assert.Equal(200, _venue.Call(_key, "POST", "/v1/heartbeats", $$"""{"heartbeat_id":"{{expected}}"}""").Status);
        Assert.Equal(400, _venue.Call(_key, "POST", "/v1/heartbeats", "[]").Status);
    }

    [Fact]
    public void Missed_heartbeats_cancel_the_keys_orders()
    {
        _venue.Call(_key, "POST", "/v1/heartbeats", """{"heartbeat_id":""}""");
        _venue.PlaceBuy(_key, 47, 20);
        _venue.Wait(15_001);
        Assert.Equal(0, _venue.Call(_key, "GET", "/data/orders").Body.GetProperty("count").GetInt32());
    }
}
