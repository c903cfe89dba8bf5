using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Http;

public sealed class OrderScopeTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _first;
    private readonly TestKey _second;

    public OrderScopeTests()
    {
        _first = _venue.OpenKey(TestWallet.First);
        _second = _venue.OpenKey(TestWallet.First, nonce: 1);
    }

    [Fact]
    public void Silence_of_one_key_sweeps_its_own_orders_and_no_others()
    {
        _venue.PlaceBuy(_first, 30, 10);
        _venue.PlaceBuy(_second, 31, 10);
        Assert.Equal(200, _venue.Call(_first, "POST", "/v1/heartbeats", """{"heartbeat_id":""}""").Status);
        _venue.Wait(16_000);
        Assert.Equal((0, 1), (Open(_first), Open(_second)));
    }

    [Fact]
    public void Deleting_a_key_leaves_the_other_key_of_the_wallet_as_it_was()
    {
        _venue.PlaceBuy(_second, 31, 10);
        Assert.Equal(200, _venue.Call(_first, "DELETE", "/auth/api-key").Status);
        Assert.Equal(401, _venue.Call(_first, "GET", "/data/orders").Status);
        Assert.Equal(1, Open(_second));
    }

    [Fact]
    public void A_dated_order_is_shown_with_its_date_and_ends_a_minute_early()
    {
        var expiration = _venue.Now.Seconds + 200;
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 30, 10);
        var body = TestVenue.Body(_first, order, "GTD").Replace("\"expiration\":\"0\"", $"\"expiration\":\"{expiration}\"", StringComparison.Ordinal);
        Assert.Equal(200, _venue.Call(_first, "POST", "/order", body).Status);
        var (sink, _) = _venue.SubscribeUser(_first);
        Assert.Equal(expiration.ToString(), _venue.Call(_first, "GET", $"/data/order/{TestVenue.Hash(order)}").Body.GetProperty("expiration").GetString());
        _venue.Wait(139_000);
        Assert.Equal(1, Open(_first));
        _venue.Wait(1_000);
        Assert.Equal(0, Open(_first));
        Assert.Equal("CANCELLATION", sink.Events("order").Single().GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(179)]
    [InlineData(-5)]
    [InlineData(400_000_000_000)]
    public void A_date_too_near_past_or_beyond_all_calendars_is_refused(long seconds)
    {
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 30, 10);
        var body = TestVenue.Body(_first, order, "GTD").Replace("\"expiration\":\"0\"", $"\"expiration\":\"{_venue.Now.Seconds + seconds}\"", StringComparison.Ordinal);
        Assert.Equal("invalid expiration", _venue.Call(_first, "POST", "/order", body).Body.GetProperty("error").GetString());
    }

    [Fact]
    public void One_entry_off_the_grid_refuses_the_whole_batch_where_the_venue_is_strict()
    {
        var strict = Batch(_venue, _first);
        Assert.Equal(400, strict.Status);
        Assert.Contains("breaks minimum tick size rule", strict.Body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Open(_first));

        var lenient = new TestVenue(TestVenue.Instant with { OffGridEntryRefusesBatch = false });
        var answers = Batch(lenient, lenient.OpenKey(TestWallet.First));
        Assert.Equal((200, "live", ""), (answers.Status, answers.Body[0].GetProperty("status").GetString(), answers.Body[1].GetProperty("status").GetString()));
    }

    [Fact]
    public void Orders_that_are_no_longer_covered_are_cancelled_by_the_venue_the_newest_first()
    {
        var older = _venue.PlaceBuy(_first, 50, 1_000);
        var newer = _venue.PlaceBuy(_first, 40, 1_000);
        var account = _venue.Exchange.AccountOf(new CredentialId(0));
        Assert.True(_venue.Exchange.Withdraw(account, Money.Dollars(450)));
        Assert.Equal(("LIVE", "INVALID"), (Status(older), Status(newer)));
        Assert.True(_venue.Exchange.Totals.IsConserved);
    }

    [Fact]
    public void A_balance_is_looked_at_again_after_the_lag_or_when_the_client_asks()
    {
        var venue = new TestVenue(TestVenue.Instant with { BalanceCacheLag = Duration.FromSeconds(30) });
        var key = venue.OpenKey(TestWallet.First);
        string Balance() => venue.Call(key, "GET", "/balance-allowance?asset_type=COLLATERAL").Body.GetProperty("balance").GetString()!;
        Assert.Equal("1000000000", Balance());
        venue.Exchange.Deposit(venue.Exchange.AccountOf(new CredentialId(0)), Money.Dollars(5));
        Assert.Equal("1000000000", Balance());
        venue.Call(key, "GET", "/balance-allowance/update?asset_type=COLLATERAL");
        Assert.Equal("1005000000", Balance());
        venue.Exchange.Deposit(venue.Exchange.AccountOf(new CredentialId(0)), Money.Dollars(5));
        venue.Wait(30_000);
        Assert.Equal("1010000000", Balance());
    }

    [Fact]
    public void An_idle_user_socket_is_closed_and_an_authenticated_one_is_not()
    {
        var (idle, _) = _venue.Connect(VenueChannel.User);
        var (used, _) = _venue.SubscribeUser(_first);
        _venue.Wait(30_000);
        Assert.Equal(1000, idle.CloseCode);
        Assert.Null(used.CloseCode);
    }

    [Fact]
    public void An_account_may_trade_with_itself()
    {
        _venue.PlaceBuy(_first, 40, 10);
        Assert.True(_venue.Exchange.SplitSets(_venue.Exchange.AccountOf(new CredentialId(0)), _venue.Listing.Id, Size.Shares(10)));
        var sell = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Sell, 40, 10);
        Assert.Equal("matched", _venue.Call(_second, "POST", "/order", TestVenue.Body(_second, sell)).Body.GetProperty("status").GetString());
    }

    private static (int Status, JsonElement Body) Batch(TestVenue venue, TestKey key)
    {
        var good = venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 30, 10);
        var offGrid = TestVenue.Signed(TestWallet.First, good with { Salt = good.Salt + 1_000, MakerAmount = 3_050_000 });
        return venue.Call(key, "POST", "/orders", $"[{TestVenue.Body(key, good)},{TestVenue.Body(key, offGrid)}]");
    }

    private int Open(TestKey key) => _venue.Call(key, "GET", "/data/orders").Body.GetProperty("count").GetInt32();

    private string Status(string order) => _venue.Call(_first, "GET", $"/data/order/{order}").Body.GetProperty("status").GetString()!;
}
