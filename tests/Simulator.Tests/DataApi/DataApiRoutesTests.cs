using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.DataApi;

public sealed class DataApiRoutesTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public DataApiRoutesTests()
    {
        _key = _venue.OpenKey(TestWallet.First);
        _venue.PlaceBuy(_key, 40, 10);
        _venue.Exchange.TakeFlow(_venue.Listing.Id, Outcome.Up, Side.Sell, Price.Cents(40), Size.Shares(10));
        _venue.Wait(60_000);
    }

    private string User => _key.Wallet.Address.ToString();

    [Fact]
    public void A_fill_is_a_trade_an_activity_and_a_position_at_its_price()
    {
        var trade = Assert.Single(Rows($"/v2/trades?user={User}"));
        Assert.Equal(("BUY", 10, 0.4), (trade.GetProperty("side").GetString(), trade.GetProperty("size").GetDouble(), trade.GetProperty("price").GetDouble()));
        Assert.Equal(4, Assert.Single(Rows($"/v2/activity?user={User}&type=TRADE")).GetProperty("usdc_size").GetDouble());
        var position = Assert.Single(Rows($"/v2/positions?user={User}"));
        Assert.Equal(("OPEN", 10, 0.4), (position.GetProperty("status").GetString(), position.GetProperty("current_size").GetDouble(), position.GetProperty("avg_price").GetDouble()));
        Assert.Equal(TestVenue.DownToken, position.GetProperty("opposite_token_id").GetString());
        Assert.Equal(5, _venue.Call("GET", $"/v2/value?user={User}").Body.GetProperty("data").GetProperty("value").GetDouble());
        Assert.Equal(User, Rows("/v2/leaderboard?sort_by=VOLUME")[0].GetProperty("user_id").GetString());
        Assert.Single(Rows($"/v2/trades?condition={TestVenue.Condition}"));
    }

    [Fact]
    public void A_result_is_a_resolution_and_closes_the_position_at_its_payout()
    {
        Assert.Empty(Rows($"/v2/resolutions?condition={TestVenue.Condition}"));
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Up);
        _venue.Wait(600_000);
        var resolution = Assert.Single(Rows($"/v2/resolutions?condition={TestVenue.Condition}"));
        Assert.Equal([1_000_000, 0], resolution.GetProperty("payouts").EnumerateArray().Select(payout => payout.GetInt32()));
        var position = Assert.Single(Rows($"/v2/positions?user={User}&status=CLOSED"));
        Assert.Equal(6, position.GetProperty("total_pnl").GetDouble());
        Assert.Equal(6, Rows($"/v2/user-pnl?user={User}")[0].GetProperty("p").GetDouble());
    }

    [Fact]
    public void Pages_follow_their_cursor_and_wrong_questions_name_their_parameter()
    {
        _venue.PlaceBuy(_key, 41, 10);
        _venue.Exchange.TakeFlow(_venue.Listing.Id, Outcome.Up, Side.Sell, Price.Cents(41), Size.Shares(10));
        var first = _venue.Call("GET", $"/v2/trades?user={User}&limit=1").Body;
        var cursor = first.GetProperty("pagination").GetProperty("next_cursor").GetString()!;
        Assert.Equal(0.41, first.GetProperty("data")[0].GetProperty("price").GetDouble());
        Assert.Equal(0.4, Assert.Single(Rows($"/v2/trades?user={User}&limit=1&cursor={Uri.EscapeDataString(cursor)}")).GetProperty("price").GetDouble());
        var (status, refused) = _venue.Call("GET", $"/v2/trades?user={User}&cursor=nonsense");
        Assert.Equal((400, "cursor"), (status, refused.GetProperty("parameter").GetString()));
        Assert.Equal(400, _venue.Call("GET", "/v2/positions").Status);
        Assert.Equal(400, _venue.Call("GET", "/v2/resolutions").Status);
    }

    private List<JsonElement> Rows(string path) => [.. _venue.Call("GET", path).Body.GetProperty("data").EnumerateArray()];
}
