using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Gamma;

public sealed class GammaRoutesTests
{
    private readonly TestVenue _venue = new();

    public GammaRoutesTests()
    {
        for (var number = 1; number < 25; number++)
        {
            var opens = TestVenue.Window.Opens + Duration.FromSeconds(300 * number);
            _venue.Exchange.List(
                TestVenue.Window with
                {
                    Slug = $"btc-updown-5m-{opens.Seconds}",
                    ConditionId = $"0x{number:x64}",
                    UpTokenId = $"1{number}",
                    DownTokenId = $"2{number}",
                    Opens = opens,
                    Closes = opens + Duration.FromSeconds(300),
                },
                takerDelay: false);
        }
    }

    [Fact]
    public void A_cursor_goes_through_all_windows_once_and_is_absent_at_the_end()
    {
        var slugs = new List<string>();
        string? cursor = null;
        do
        {
            var page = Ask($"/events/keyset?series_id=10684&closed=false&order=endDate&ascending=true&limit=10{(cursor is null ? "" : "&after_cursor=" + Uri.EscapeDataString(cursor))}");
            slugs.AddRange(page.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("slug").GetString()!));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(25, slugs.Distinct().Count());
        Assert.Equal(slugs.Order(StringComparer.Ordinal), slugs);
    }

    [Fact]
    public void An_event_holds_its_market_and_a_market_its_event()
    {
        var found = Ask("/events?slug=btc-updown-5m-1773307200")[0];
        Assert.Equal(TestVenue.Condition, found.GetProperty("markets")[0].GetProperty("conditionId").GetString());
        Assert.Equal(found.GetProperty("id").GetString(), Ask("/events/slug/btc-updown-5m-1773307200").GetProperty("id").GetString());
        Assert.Equal("btc-updown-5m-1773307200", Ask($"/markets?clob_token_ids={TestVenue.DownToken}")[0].GetProperty("events")[0].GetProperty("slug").GetString());
        Assert.Equal("btc-updown-5m-1773307200", Ask("/markets/1773307200").GetProperty("slug").GetString());
    }

    [Fact]
    public void Closed_windows_are_left_out_unless_they_are_named_or_asked_for()
    {
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Up);
        _venue.Wait(600_000);
        Assert.DoesNotContain(Ask("/markets?limit=100").EnumerateArray(), market => market.GetProperty("closed").GetBoolean());
        Assert.Equal("btc-updown-5m-1773307200", Assert.Single(Ask("/markets?closed=true").EnumerateArray()).GetProperty("slug").GetString());
        Assert.Equal(1, Ask("/markets?slug=btc-updown-5m-1773307200").GetArrayLength());
        Assert.Equal(0, Ask("/markets?slug=btc-updown-5m-1773307200&closed=false").GetArrayLength());
    }

    [Fact]
    public void Offsets_and_broken_cursors_are_refused_where_cursors_are_meant()
    {
        Assert.Equal(422, _venue.Call("GET", "/markets/keyset?offset=3", service: VenueService.Gamma).Status);
        Assert.Equal(422, _venue.Call("GET", "/markets/keyset?after_cursor=nonsense", service: VenueService.Gamma).Status);
    }

    [Fact]
    public void Series_and_tags_name_what_windows_belong_to()
    {
        Assert.Equal("btc-up-or-down-5m", Ask("/series")[0].GetProperty("slug").GetString());
        Assert.Equal("10684", Ask("/series/10684").GetProperty("id").GetString());
        Assert.Contains("crypto", Ask("/tags").EnumerateArray().Select(tag => tag.GetProperty("slug").GetString()));
        Assert.Equal(20, Ask("/events?tag_slug=5m").GetArrayLength());
        Assert.Equal(0, Ask("/events?tag_slug=15m").GetArrayLength());
    }

    private JsonElement Ask(string path)
    {
        var (status, body) = _venue.Call("GET", path, service: VenueService.Gamma);
        Assert.Equal(200, status);
        return body;
    }
}
