using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>
/// Point 20: arrays inside strings, closed markets left out by default, a start date that is the creation, open records of the past,
/// and a catalogue that is ahead of the order book.
/// </summary>
public sealed class Gotcha20GammaQuirksTests
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_793_491_200);

    [Fact]
    public void Arrays_inside_strings_are_read_and_the_creation_is_not_taken_for_the_start()
    {
        var listing = Assert.Single(Answer.Page<GammaListing>(Encoding.UTF8.GetBytes("[" + Hour() + "]"))!.Rows);
        Assert.Equal(["Up", "Down"], listing.Outcomes);
        Assert.Equal(["11", "22"], listing.TokenIds);
        Assert.Equal(Now, listing.Starts);
        var window = WindowListing.Read(listing, "btc", WindowInterval.OneHour, Duration.FromSeconds(3_600), out var refusal);
        Assert.Null(refusal);
        Assert.Equal((Now, Now + Duration.FromSeconds(3_600), SettlementRule.ExchangeCandle), (window!.Opens, window.Closes, window.Settlement));
    }

    [Theory]
    [InlineData("\"version\":\"v1\"", "\"version\":\"v3\"", "version")]
    [InlineData("\"version\":\"v1\",", "", "version")]
    [InlineData("\\\"Up\\\"", "\\\"Yes\\\"", "outcomes")]
    [InlineData("\"eventStartTime\"", "\"eventStart\"", "eventStartTime")]
    [InlineData("T01:00:00Z", "T01:05:00Z", "endDate")]
    [InlineData("\"rate\":0.07", "\"rate\":\"free\"", "feeSchedule")]
    public void A_window_is_refused_by_the_field_that_is_strange(string part, string other, string field)
    {
        Assert.Contains(part, Hour(), StringComparison.Ordinal);
        var listing = Answer.Page<GammaListing>(Encoding.UTF8.GetBytes("[" + Hour().Replace(part, other, StringComparison.Ordinal) + "]"))!.Rows[0];
        Assert.Null(WindowListing.Read(listing, "btc", WindowInterval.OneHour, Duration.FromSeconds(3_600), out var refusal));
        Assert.Equal(field, refusal!.Field);
    }

    [Fact]
    public void Open_and_closed_markets_are_asked_for_by_name()
    {
        Assert.Equal("/markets?slug=a&closed=true", GammaRequests.MarketOfSlug(1, "a", closed: true).PathAndQuery);
        Assert.Equal(
            "/events/keyset?closed=false&order=endDate&ascending=true&limit=100&end_date_min=2026-11-01T00%3A00%3A00Z&series_id=10114",
            GammaRequests.EventsOfSeries(1, "10114", Now).PathAndQuery);
    }

    [Fact]
    public void A_series_is_read_page_by_page_and_open_records_of_the_past_are_left_out()
    {
        var events = new Listings();
        var discovery = new ListingDiscovery([new MarketSelector(SelectorKind.Series, "10114")], new ListingDiscoveryOptions(), events);
        var outbox = new HttpOutbox();
        discovery.Start(Now);
        discovery.Tick(Now, outbox);
        var stale = Hour().Replace("2026-11-01T01", "2026-09-01T01", StringComparison.Ordinal).Replace("0xcc", "0xdd", StringComparison.Ordinal);
        Reply(discovery, outbox, $$"""{"events":[{"slug":"e1","markets":[{{stale}}]}],"next_cursor":"abc"}""");
        Assert.EndsWith("&after_cursor=abc&series_id=10114", outbox.Calls[0].PathAndQuery, StringComparison.Ordinal);
        Reply(discovery, outbox, $$"""{"events":[{"slug":"e2","markets":[{{Hour()}}]}]}""");
        Assert.Equal(["e2"], events.Found);
        discovery.Tick(Now + Duration.FromSeconds(60), outbox);
        Reply(discovery, outbox, $$"""{"events":[{"slug":"e2","markets":[{{Hour().Replace("\"acceptingOrders\":true", "\"acceptingOrders\":false", StringComparison.Ordinal)}}]}]}""");
        Assert.Equal(["e2"], events.Found);
        Assert.Equal(["e2"], events.Ended);
    }

    [Fact]
    public void A_multi_outcome_event_and_an_allowlist_find_markets_that_are_no_windows()
    {
        var events = new Listings();
        var discovery = new ListingDiscovery(
            [new MarketSelector(SelectorKind.Event, "fed"), new MarketSelector(SelectorKind.Condition, "0x12")], new ListingDiscoveryOptions(), events);
        var outbox = new HttpOutbox();
        discovery.Start(Now);
        discovery.Tick(Now, outbox);
        Assert.Equal(["/events?slug=fed", "/markets?condition_ids=0x12"], outbox.Calls.Select(call => call.PathAndQuery));
        var (first, second) = (outbox.Calls[0].Id, outbox.Calls[1].Id);
        var market = """{"conditionId":"0x7","slug":"cut","outcomes":["Yes","No"],"clobTokenIds":["1","2"],"active":true,"acceptingOrders":"true"}""";
        discovery.Completed(Now, first, Ok($$"""[{"slug":"fed","negRisk":true,"markets":[{{market}}]}]"""), outbox);
        discovery.Completed(Now, second, Ok("<html>"), outbox);
        Assert.Equal(["fed"], events.Found);
        Assert.True(events.Last!.IsNegativeRisk);
        Assert.Single(events.Problems);
    }

    private static HttpOutcome Ok(string body) => new() { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) };

    private static void Reply(ListingDiscovery discovery, HttpOutbox outbox, string body)
    {
        var call = Assert.Single(outbox.Calls);
        outbox.Clear();
        Assert.True(discovery.Completed(Now, call.Id, Ok(body), outbox));
    }

    private static string Hour() => """
        {"conditionId":"0xcc0000000000000000000000000000000000000000000000000000000000000c","slug":"bitcoin-up-or-down-hour","version":"v1","outcomes":"[\"Up\", \"Down\"]",
         "clobTokenIds":"[\"11\", \"22\"]","orderPriceMinTickSize":0.01,"orderMinSize":5,"feesEnabled":true,"feeSchedule":{"rate":0.07,"exponent":1,"takerOnly":true},
         "active":true,"closed":false,"acceptingOrders":true,"startDate":"2026-10-30T00:03:11.5Z","eventStartTime":"2026-11-01T00:00:00Z","endDate":"2026-11-01T01:00:00Z",
         "resolutionSource":"https://www.binance.com/en/trade/BTC_USDT","cryptoMarketConfig":null}
        """;

    private sealed class Listings : IListingEvents
    {
        public List<string> Found { get; } = [];

        public List<string> Ended { get; } = [];

        public List<string> Problems { get; } = [];

        public GammaListing? Last { get; private set; }

        public void ListingFound(Timestamp now, GammaListing listing)
        {
            Last = listing;
            Found.Add(listing.EventSlug);
        }

        public void ListingEnded(Timestamp now, GammaListing listing) => Ended.Add(listing.EventSlug);

        public void ListingProblem(Timestamp now, MarketSelector selector, string what) => Problems.Add(what);
    }
}
