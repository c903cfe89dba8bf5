using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults.Accounts;

public sealed class AccountFaultsTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public AccountFaultsTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void A_blocked_region_is_told_and_places_nothing_but_cancels()
    {
        Assert.False(_venue.Call("GET", "/api/geoblock").Body.GetProperty("blocked").GetBoolean());
        _venue.Venue.Faults.SwitchOn("geoblocked");
        var (_, region) = _venue.Call("GET", "/api/geoblock");
        Assert.Equal((true, "US"), (region.GetProperty("blocked").GetBoolean(), region.GetProperty("country").GetString()));
        Assert.Equal(403, Place(Side.Buy).Status);
        Assert.Equal(200, _venue.Call(_key, "DELETE", "/cancel-all").Status);
    }

    [Fact]
    public void A_closed_account_may_only_sell_what_it_holds()
    {
        Split(20);
        _venue.Venue.Faults.SwitchOn("closed-only");
        Assert.True(_venue.Call(_key, "GET", "/auth/ban-status/closed-only").Body.GetProperty("closed_only").GetBoolean());
        var (status, refused) = Place(Side.Buy);
        Assert.Equal((400, $"'{TestWallet.First.Address}' address in closed only mode"), (status, refused.GetProperty("error").GetString()));
        Assert.Equal(200, Place(Side.Sell).Status);
    }

    [Fact]
    public void A_stale_balance_hides_tokens_until_the_client_asks_the_venue_to_look_again()
    {
        _venue.Venue.Faults.SwitchOn("stale-balance");
        Split(20);
        Assert.Equal("0", Tokens());
        Assert.Equal("not enough balance / allowance", Place(Side.Sell).Body.GetProperty("error").GetString());
        _venue.Call(_key, "GET", $"/balance-allowance/update?asset_type=CONDITIONAL&token_id={TestVenue.UpToken}");
        Assert.Equal("20000000", Tokens());
        Assert.Equal(200, Place(Side.Sell).Status);
    }

    [Fact]
    public void Owed_cancel_tokens_block_cancels_until_they_are_refilled_and_placements_pass()
    {
        var order = _venue.PlaceBuy(_key, 40, 10);
        _venue.Venue.Faults.SwitchOn("cancel-debt,tokens=160");
        var refused = _venue.TryCall(_key, "DELETE", "/order", $$"""{"orderID":"{{order}}"}""")!.Value;
        Assert.Equal((429, 3), (refused.Status, refused.RetryAfterSeconds));
        Assert.Equal("-160", refused.Headers!.Single(header => header.Key == "Poly-RateLimit-Remaining").Value);
        Assert.Equal(200, Place(Side.Buy).Status);
        _venue.Wait(3_000);
        Assert.Equal(200, _venue.Call(_key, "DELETE", "/order", $$"""{"orderID":"{{order}}"}""").Status);
        _venue.Venue.Faults.SwitchOff("cancel-debt");
        Assert.Null(_venue.TryCall(_key, "DELETE", "/cancel-all")!.Value.Headers);
    }

    private (int Status, System.Text.Json.JsonElement Body) Place(Side side) =>
        _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, side, 50, 10)));

    private string Tokens() =>
        _venue.Call(_key, "GET", $"/balance-allowance?asset_type=CONDITIONAL&token_id={TestVenue.UpToken}").Body.GetProperty("balance").GetString()!;

    private void Split(int shares) =>
        Assert.True(_venue.Exchange.SplitSets(_venue.Exchange.AccountOf(new CredentialId(0)), _venue.Listing.Id, Size.Shares(shares)));
}
