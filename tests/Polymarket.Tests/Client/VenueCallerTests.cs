using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Client;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Client;

public sealed class VenueCallerTests
{
    private readonly FakeVenue _venue = new();

    [Fact]
    public async Task A_read_is_repeated_while_the_venue_is_busy()
    {
        _venue.Answers("", 425).Ends(HttpOutcomeKind.NotSent).Answers("""{"mid":"0.52"}""");
        Assert.Equal(Price.Cents(52), await _venue.Client.Markets.MidpointAsync("11", CancellationToken.None));
        Assert.Equal(3, _venue.Calls.Count);
    }

    [Fact]
    public async Task A_read_that_keeps_failing_is_a_typed_error_that_names_the_endpoint()
    {
        _venue.Ends(HttpOutcomeKind.TimedOut).Ends(HttpOutcomeKind.TimedOut).Ends(HttpOutcomeKind.TimedOut);
        var problem = await Assert.ThrowsAsync<VenueCallException>(() => _venue.Client.Markets.BookAsync("11", CancellationToken.None));
        Assert.Equal(("GET /book", Reason.VenueUnreachable), (problem.Endpoint, problem.Reason));
    }

    [Fact]
    public async Task A_refusal_keeps_the_venues_words_and_is_not_repeated()
    {
        _venue.Answers("""{"error":"No orderbook exists for the requested token id"}""", 404);
        var problem = await Assert.ThrowsAsync<VenueCallException>(() => _venue.Client.Markets.BookAsync("11", CancellationToken.None));
        Assert.True(problem.IsNotFound);
        Assert.Contains("No orderbook exists", problem.Message, StringComparison.Ordinal);
        Assert.Single(_venue.Calls);
    }

    [Fact]
    public async Task A_longer_pause_than_allowed_is_told_instead_of_waited_for()
    {
        _venue.Answers("", 429, retryAfter: 600);
        var problem = await Assert.ThrowsAsync<VenueCallException>(() => _venue.Client.Markets.TimeAsync(CancellationToken.None));
        Assert.Equal(Reason.RateLimited, problem.Reason);
    }

    [Fact]
    public async Task No_secret_and_no_query_is_in_an_error()
    {
        _venue.Answers("""{"error":"Unauthorized/Invalid api key"}""", 401);
        var problem = await Assert.ThrowsAsync<VenueCallException>(() => _venue.Trading.CollateralAsync(CancellationToken.None));
        Assert.Equal(Reason.RejectedCredential, problem.Reason);
        Assert.All(["hush-hush", "c2VjcmV0", "asset_type"], secret => Assert.DoesNotContain(secret, problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_read_to_the_end_marker()
    {
        _venue.Answers("""{"limit":1,"count":1,"next_cursor":"Mg==","data":[{"condition_id":"0x1","tokens":[]}]}""")
            .Answers("""{"limit":1,"count":1,"next_cursor":"LTE=","data":[{"condition_id":"0x2"},{"strange":1}]}""");
        var markets = await FakeVenue.All(_venue.Client.Markets.MarketsAsync(MarketList.Sampling, CancellationToken.None));
        Assert.Equal(["0x1", "0x2"], markets.Select(market => market.ConditionId));
        Assert.Equal(["/sampling-markets?next_cursor=MA%3D%3D", "/sampling-markets?next_cursor=Mg%3D%3D"], _venue.Calls.Select(call => call.PathAndQuery));
    }

    [Fact]
    public async Task A_cursor_that_stands_still_ends_the_listing()
    {
        _venue.Answers("""{"next_cursor":"MA==","data":[{"condition_id":"0x1"}]}""");
        Assert.Single(await FakeVenue.All(_venue.Client.Markets.MarketsAsync(MarketList.All, CancellationToken.None)));
    }

    [Fact]
    public async Task A_cancelled_read_ends_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _venue.Client.Markets.TimeAsync(cancelled.Token));
    }
}
