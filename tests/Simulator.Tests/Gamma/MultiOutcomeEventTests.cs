using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Events;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Tests.Gamma;

public sealed class MultiOutcomeEventTests
{
    private readonly TestVenue _venue = new();
    private readonly Listing[] _listings;
    private readonly RangeEvent _event;

    public MultiOutcomeEventTests()
    {
        _event = new RangeEvent(TestVenue.Window.Opens, TestVenue.Window.Interval, PriceRanges.Around(100_000, 100, 4));
        _listings = [.. Enumerable.Range(0, 4).Select(index => _venue.Exchange.List(_event.Spec(index), takerDelay: false, _event.Place(index)))];
    }

    [Theory]
    [InlineData("/events?slug={0}")]
    [InlineData("/events?tag_slug=btc-price-range")]
    public void One_event_holds_all_its_markets(string path)
    {
        var found = Assert.Single(Ask(string.Format(path, _event.Slug)).EnumerateArray());
        Assert.Equal(_event.Slug, found.GetProperty("slug").GetString());
        Assert.True(found.GetProperty("negRisk").GetBoolean());
        Assert.False(found.GetProperty("negRiskAugmented").GetBoolean());
        var number = found.GetProperty("negRiskMarketID").GetString()!;
        Assert.EndsWith("00", number);
        var markets = found.GetProperty("markets").EnumerateArray().ToList();
        Assert.Equal(_listings.Select(listing => listing.Spec.ConditionId), markets.Select(market => market.GetProperty("conditionId").GetString()));
        Assert.Equal(Enumerable.Range(0, 4).Select(index => $"{number[..^2]}0{index}"), markets.Select(market => market.GetProperty("questionID").GetString()));
        Assert.Equal(["below 99900", "99900 to 100000", "100000 to 100100", "100100 or above"], markets.Select(market => market.GetProperty("groupItemTitle").GetString()));
        Assert.All(markets, market => Assert.Equal("[\"Yes\", \"No\"]", market.GetProperty("outcomes").GetString()));
        Assert.All(markets, market => Assert.True(market.GetProperty("negRisk").GetBoolean()));
        Assert.Equal(4, markets.Select(market => market.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public void A_market_of_the_event_is_found_by_its_own_slug_and_names_the_event()
    {
        var market = Ask($"/markets?slug={_listings[2].Spec.Slug}")[0];
        Assert.Equal(_listings[2].Spec.ConditionId, market.GetProperty("conditionId").GetString());
        Assert.Equal(_event.Slug, market.GetProperty("events")[0].GetProperty("slug").GetString());
        Assert.Equal(0, Ask($"/events?slug={_listings[2].Spec.Slug}").GetArrayLength());
    }

    [Fact]
    public void Windows_beside_it_are_listed_as_before()
    {
        Assert.Single(Ask("/events?tag_slug=up-or-down").EnumerateArray());
        Assert.Single(Ask("/events/keyset?series_id=10684&closed=false").GetProperty("events").EnumerateArray());
        Assert.Single(Ask("/series").EnumerateArray());
    }

    [Fact]
    public void It_is_closed_once_every_market_of_it_is()
    {
        for (var index = 0; index < 4; index++)
        {
            Assert.False(Ask($"/events?slug={_event.Slug}")[0].GetProperty("closed").GetBoolean());
            _venue.Exchange.DeclareWinner(_listings[index].Id, index == 1 ? Outcome.Up : Outcome.Down);
            _venue.Wait(index == 0 ? 700_000 : 1);
        }

        var found = Ask($"/events?slug={_event.Slug}")[0];
        Assert.True(found.GetProperty("closed").GetBoolean());
        Assert.Equal(["[\"0\", \"1\"]", "[\"1\", \"0\"]", "[\"0\", \"1\"]", "[\"0\", \"1\"]"], found.GetProperty("markets").EnumerateArray().Select(market => market.GetProperty("outcomePrices").GetString()));
    }

    [Fact]
    public void The_clob_says_that_its_orders_are_for_the_other_exchange()
    {
        var spec = _listings[0].Spec;
        Assert.True(_venue.Call("GET", $"/neg-risk?token_id={spec.UpTokenId}").Body.GetProperty("neg_risk").GetBoolean());
        Assert.True(_venue.Call("GET", $"/markets/{spec.ConditionId}").Body.GetProperty("neg_risk").GetBoolean());
        Assert.True(_venue.Call("GET", $"/book?token_id={spec.UpTokenId}").Body.GetProperty("neg_risk").GetBoolean());
        var market = _venue.Call("GET", $"/clob-markets/{spec.ConditionId}").Body;
        Assert.True(market.GetProperty("nr").GetBoolean());
        Assert.Equal(["Yes", "No"], market.GetProperty("t").EnumerateArray().Select(token => token.GetProperty("o").GetString()));
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 400)]
    public void An_order_signed_for_the_wrong_exchange_is_refused(bool negativeRisk, int status)
    {
        var key = _venue.OpenKey(TestWallet.First);
        var order = _venue.Order(TestWallet.First, _listings[0].Spec.UpTokenId, Side.Buy, 20, 20);
        order = order with { Signature = TestWallet.First.Sign(OrderHash.Compute(order, negativeRisk)) };
        var (answered, body) = _venue.Call(key, "POST", "/order", TestVenue.Body(key, order));
        Assert.Equal(status, answered);
        Assert.Contains(negativeRisk ? "live" : "invalid signature", body.ToString());
    }

    private JsonElement Ask(string path)
    {
        var (status, body) = _venue.Call("GET", path, service: VenueService.Gamma);
        Assert.Equal(200, status);
        return body;
    }
}
