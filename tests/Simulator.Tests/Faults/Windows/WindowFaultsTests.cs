using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults.Windows;

public sealed class WindowFaultsTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public WindowFaultsTests() => _key = _venue.OpenKey(TestWallet.First);

    [Theory]
    [InlineData("trade-retry", "MATCHED,RETRYING,MINED,CONFIRMED")]
    [InlineData("trade-failure", "MATCHED,RETRYING,FAILED")]
    public void A_trade_goes_the_way_of_its_fault(string fault, string way)
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        _venue.Venue.Faults.SwitchOn(fault);
        _venue.PlaceBuy(_key, 40, 10);
        _venue.Exchange.TakeFlow(_venue.Listing.Id, Outcome.Up, Side.Sell, Price.Cents(40), Size.Shares(10));
        _venue.Wait(60_000);
        Assert.Equal(way, string.Join(',', sink.Events("trade").Select(trade => trade.GetProperty("status").GetString())));
        var held = _venue.Exchange.Tokens(_venue.Exchange.AccountOf(new CredentialId(0)), _venue.Listing.Id, Outcome.Up);
        Assert.Equal(fault == "trade-failure" ? Size.Zero : Size.Shares(10), held);
        Assert.True(_venue.Exchange.Totals.IsConserved);
    }

    [Fact]
    public void The_tick_changes_in_the_middle_of_the_window_and_old_prices_leave_the_grid()
    {
        _venue.Wait(110_000);
        var (sink, _) = _venue.Subscribe();
        _venue.PlaceBuy(_key, 45, 10);
        _venue.Venue.Faults.SwitchOn("tick-change,tick-units=1000");
        _venue.Wait(1);
        var told = sink.Events("tick_size_change");
        Assert.Equal(["0.1", "0.1"], told.Select(frame => frame.GetProperty("new_tick_size").GetString()));
        var (status, refused) = _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 45, 10)));
        Assert.Equal(400, status);
        Assert.Contains("breaks minimum tick size rule: 0.1", refused.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, _venue.Call(_key, "GET", "/data/orders").Body.GetProperty("count").GetInt32());
    }

    [Fact]
    public void A_result_comes_later_or_never()
    {
        _venue.Venue.Faults.SwitchOn("resolution-delay,delay-ms=600000");
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Up);
        _venue.Wait(100_000 + 300_000 + 152_000);
        Assert.Null(_venue.Listing.Winner);
        _venue.Wait(600_000);
        Assert.Equal(Outcome.Up, _venue.Listing.Winner);

        var never = new TestVenue();
        never.Venue.Faults.SwitchOn("resolution-never");
        never.Exchange.DeclareWinner(never.Listing.Id, Outcome.Up);
        never.Wait(86_400_000);
        Assert.Null(never.Listing.Winner);
    }

    [Fact]
    public void The_next_window_is_in_the_catalogue_and_not_yet_at_the_CLOB()
    {
        _venue.Venue.Faults.SwitchOn("market-missing,until-open-ms=60000");
        Assert.Equal(404, _venue.Call("GET", $"/clob-markets/{TestVenue.Condition}").Status);
        Assert.Equal(404, _venue.Call("GET", $"/book?token_id={TestVenue.UpToken}").Status);
        var market = _venue.Call("GET", $"/markets?slug={TestVenue.Window.Slug}", service: VenueService.Gamma).Body[0];
        Assert.Equal("[]", market.GetProperty("clobTokenIds").GetString());
        var order = TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 45, 10));
        Assert.Contains("does not exist", _venue.Call(_key, "POST", "/order", order).Body.GetProperty("error").GetString(), StringComparison.Ordinal);
        _venue.Wait(40_000);
        Assert.Equal(200, _venue.Call("GET", $"/clob-markets/{TestVenue.Condition}").Status);
        Assert.Equal(200, _venue.Call(_key, "POST", "/order", order).Status);
    }

    [Fact]
    public void A_stale_oracle_publishes_nothing_and_its_socket_stays_open()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Price);
        _venue.Send(connection, $$"""{"op":"auth","rid":"1","auth":{{_key.Auth}}}""");
        _venue.Send(connection, """{"op":"subscribe","rid":"2","subscriptions":[{"channel":"price.crypto","filter":{"symbol":"btcusd"}}]}""");
        Assert.True(OraclePrice.TryParse("61000"u8, out var price));
        _venue.Exchange.ObserveUnderlying("btc", price, _venue.Now);
        _venue.Wait(2_000);
        var told = sink.Messages.Count;
        _venue.Venue.Faults.SwitchOn("oracle-stale,for-ms=5000");
        _venue.Exchange.ObserveUnderlying("btc", price, _venue.Now);
        _venue.Wait(5_000);
        Assert.Equal(told, sink.Messages.Count);
        _venue.Exchange.ObserveUnderlying("btc", price, _venue.Now);
        _venue.Wait(2_000);
        Assert.Equal(told + 1, sink.Messages.Count);
        Assert.Null(sink.CloseCode);
    }
}
