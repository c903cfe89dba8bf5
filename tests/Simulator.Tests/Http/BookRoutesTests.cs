using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Http;

public sealed class BookRoutesTests
{
    private readonly TestVenue _venue = new();

    [Fact]
    public void Time_version_and_ok_are_bare_values()
    {
        Assert.Equal("OK", _venue.Call("GET", "/ok").Body.GetString());
        Assert.Equal(_venue.Now.Seconds, _venue.Call("GET", "/time").Body.GetInt64());
        Assert.Equal(2, _venue.Call("GET", "/version").Body.GetProperty("version").GetInt32());
    }

    [Fact]
    public void A_book_has_the_venues_shape_its_best_levels_last_and_a_hash_of_itself()
    {
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(46), Size.Shares(150));
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(47), Size.Shares(20));
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(49), new Size(75_500_000));
        var answer = _venue.TryCall("GET", $"/book?token_id={TestVenue.DownToken}")!.Value;
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        var book = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["market", "asset_id", "timestamp", "hash", "bids", "asks", "min_order_size", "tick_size", "neg_risk", "last_trade_price"], TestVenue.Keys(book));
        Assert.Equal("""[{"price":"0.51","size":"75.5"}]""", book.GetProperty("bids").GetRawText());
        Assert.Equal("""[{"price":"0.54","size":"150"},{"price":"0.53","size":"20"}]""", book.GetProperty("asks").GetRawText());
        var hash = book.GetProperty("hash").GetString()!;
        Assert.Equal(hash, Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text.Replace(hash, "", StringComparison.Ordinal)))));
    }

    [Fact]
    public void Books_skips_unknown_tokens_and_an_unknown_book_is_not_found()
    {
        var (_, books) = _venue.Call("POST", "/books", $$"""[{"token_id":"{{TestVenue.UpToken}}"},{"token_id":"1"}]""");
        Assert.Equal(1, books.GetArrayLength());
        Assert.Equal(400, _venue.Call("POST", "/books", """[{"token":"1"}]""").Status);
        var (status, body) = _venue.Call("GET", "/book?token_id=1");
        Assert.Equal((404, "No orderbook exists for the requested token id"), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public void The_compact_market_says_tokens_tick_minimum_fees_and_taker_delay()
    {
        var (status, market) = _venue.Call("GET", $"/clob-markets/{TestVenue.Condition}");
        Assert.Equal(200, status);
        Assert.Equal(TestVenue.UpToken, market.GetProperty("t")[0].GetProperty("t").GetString());
        Assert.Equal(0.01m, market.GetProperty("mts").GetDecimal());
        Assert.Equal(5, market.GetProperty("mos").GetInt32());
        Assert.Equal(0.07m, market.GetProperty("fd").GetProperty("r").GetDecimal());
        Assert.False(market.GetProperty("itode").GetBoolean());
        Assert.Equal(404, _venue.Call("GET", "/clob-markets/0x00").Status);
    }

    [Fact]
    public void A_catalogue_market_names_its_settlement_and_its_pairs()
    {
        var (_, found) = _venue.Call("GET", "/markets?slug=btc-updown-5m-1773307200", service: VenueService.Gamma);
        var market = Assert.Single(found.EnumerateArray());
        Assert.Equal("""["Up", "Down"]""", market.GetProperty("outcomes").GetString());
        Assert.Equal($"""["{TestVenue.UpToken}", "{TestVenue.DownToken}"]""", market.GetProperty("clobTokenIds").GetString());
        Assert.Equal("btc-5m-twap-60", market.GetProperty("cryptoMarketConfig").GetProperty("id").GetString());
        Assert.Equal(60, market.GetProperty("cryptoMarketConfig").GetProperty("twapLookbackSeconds").GetInt32());
        Assert.Equal(("v1", "2026-03-12T09:20:00Z", "2026-03-12T09:25:00Z"), (market.GetProperty("version").GetString(),
            market.GetProperty("eventStartTime").GetString(), market.GetProperty("endDate").GetString()));
        Assert.Equal("10684", market.GetProperty("events")[0].GetProperty("series")[0].GetProperty("id").GetString());
        Assert.Empty(market.GetProperty("events")[0].GetProperty("eventMetadata").EnumerateObject());
        Assert.Equal(0, _venue.Call("GET", "/markets?slug=other", service: VenueService.Gamma).Body.GetArrayLength());
        Assert.Equal(1, _venue.Call("GET", "/events", service: VenueService.Gamma).Body.GetArrayLength());
    }

    [RecordedDataFact]
    public void A_catalogue_market_has_no_field_that_a_recorded_one_does_not_have()
    {
        var path = Path.Combine(RecordedDataFactAttribute.Folder!, "nautechsystems__nautilus_trader", "crates", "adapters", "polymarket", "test_data", "gamma_market.json");
        var recorded = TestVenue.Keys(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement).ToHashSet(StringComparer.Ordinal);
        var market = _venue.Call("GET", "/markets?slug=btc-updown-5m-1773307200", service: VenueService.Gamma).Body[0];

        // Fields the venue added after the recording of March 2026.
        string[] added = ["version", "cryptoMarketConfig", "feeSchedule", "secondsDelay", "automaticallyResolved"];
        Assert.Empty(TestVenue.Keys(market).Except(recorded, StringComparer.Ordinal).Except(added, StringComparer.Ordinal));
    }

    [Fact]
    public void A_resolved_market_is_closed_with_its_prices_and_its_book_is_gone()
    {
        Observe(from: -61, until: 0, dollars: 60_000);
        Observe(from: 0, until: 301, dollars: 60_010);
        _venue.Venue.AdvanceTo(TestVenue.Window.Closes + Duration.FromSeconds(200));
        var market = _venue.Call("GET", "/markets?slug=btc-updown-5m-1773307200", service: VenueService.Gamma).Body[0];
        Assert.True(market.GetProperty("closed").GetBoolean());
        Assert.Equal("""["1", "0"]""", market.GetProperty("outcomePrices").GetString());
        Assert.Equal(60_010m, market.GetProperty("events")[0].GetProperty("eventMetadata").GetProperty("finalPrice").GetDecimal());
        Assert.Equal(404, _venue.Call("GET", $"/book?token_id={TestVenue.UpToken}").Status);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("PUT", "/order", 404)]
    [InlineData("POST", "/order", 401)]
    [InlineData("GET", "/data/orders", 401)]
    [InlineData("GET", "/", 404)]
    public void Unknown_paths_are_not_found_and_known_ones_want_a_key(string method, string path, int status) =>
        Assert.Equal(status, _venue.Call(method, path).Status);

    private void Observe(int from, int until, int dollars)
    {
        for (var second = from; second < until; second++)
        {
            var at = TestVenue.Window.Opens + Duration.FromSeconds(second);
            _venue.Venue.AdvanceTo(at);
            _venue.Exchange.ObserveUnderlying("btc", new OraclePrice(dollars * OraclePrice.Scale), at);
        }
    }
}
