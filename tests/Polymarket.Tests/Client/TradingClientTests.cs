using System.Text;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Client;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Client;

public sealed class TradingClientTests
{
    private readonly FakeVenue _venue = new();

    [Fact]
    public async Task A_placement_is_sent_once_and_a_lost_answer_is_unknown()
    {
        _venue.Ends(HttpOutcomeKind.TimedOut);
        var outcome = await _venue.Trading.PlaceAsync(Signed(1), CancellationToken.None);
        Assert.Equal(PlacementState.Unknown, outcome.State);
        Assert.Single(_venue.Calls);
    }

    [Fact]
    public async Task What_was_never_sent_is_rejected_and_500_is_unknown()
    {
        _venue.Ends(HttpOutcomeKind.NotSent).Answers("""{"error":"could not insert order"}""", 500);
        Assert.Equal(PlacementState.Rejected, (await _venue.Trading.PlaceAsync(Signed(1), CancellationToken.None)).State);
        Assert.Equal(PlacementState.Unknown, (await _venue.Trading.PlaceAsync(Signed(1), CancellationToken.None)).State);
    }

    [Fact]
    public async Task A_batch_has_an_outcome_for_each_entry()
    {
        _venue.Answers($$"""[{"success":true,"errorMsg":"","orderID":"{{Hash(1)}}","status":"live"},{"success":true,"errorMsg":"not enough balance / allowance","orderID":""}]""");
        var outcomes = await _venue.Trading.PlaceAsync([Signed(1), Signed(2)], CancellationToken.None);
        Assert.Equal([PlacementState.Accepted, PlacementState.Rejected], outcomes.Select(outcome => outcome.State));
        Assert.Equal(Reason.RejectedInsufficientBalance, outcomes[1].Reason);
        Assert.Equal("[{},{}]", Encoding.UTF8.GetString(_venue.Calls[0].Body.Span));
    }

    [Fact]
    public async Task A_batch_of_cancels_has_an_outcome_for_each_id()
    {
        _venue.Answers($$"""{"canceled":["{{Hash(1)}}"],"not_canceled":{"{{Hash(2)}}":"already canceled or matched"} }""");
        var outcomes = await _venue.Trading.CancelAsync([Hash(1), Hash(2), Hash(3)], CancellationToken.None);
        Assert.Equal([CancelState.Cancelled, CancelState.Refused, CancelState.Unknown], outcomes.Select(outcome => outcome.State));
    }

    [Theory]
    [InlineData("", 404)]
    [InlineData("null", 200)]
    [InlineData("{}", 200)]
    public async Task An_order_that_is_not_there_is_null(string body, int status)
    {
        _venue.Answers(body, status);
        Assert.Null(await _venue.Trading.OrderAsync(Hash(1), CancellationToken.None));
    }

    [Fact]
    public async Task The_account_endpoints_read_what_the_venue_answers()
    {
        _venue.Answers("""{"scoring":true}""").Answers("""{"0xaa":true,"0xbb":false}""").Answers("""{"closed_only":false}""").Answers("\"Silver\"")
            .Answers("""[{"id":5,"type":2,"owner":"o","timestamp":1782201457,"payload":{"a":1}}]""").Answers("", 200).Answers("""{"heartbeat_id":"abc"}""");
        var trading = _venue.Trading;
        Assert.True(await trading.IsScoringAsync(Hash(1), CancellationToken.None));
        Assert.False((await trading.AreScoringAsync([Hash(1)], CancellationToken.None))["0xbb"]);
        Assert.False(await trading.IsClosedOnlyAsync(CancellationToken.None));
        Assert.Equal("Silver", await trading.RateLimitTierAsync(CancellationToken.None));
        Assert.Equal("5", Assert.Single(await trading.NotificationsAsync(CancellationToken.None)).Id);
        await trading.DropNotificationsAsync(["5", "6"], CancellationToken.None);
        Assert.Equal(("abc", true), (await trading.HeartbeatAsync("", CancellationToken.None)) is var beat ? (beat.NextId, beat.IsAccepted) : default);
        Assert.Equal(
            [
                $"GET /order-scoring?order_id={Hash(1)}", "POST /orders-scoring", "GET /auth/ban-status/closed-only", "GET /v1/user/rate-limit-tier",
                "GET /notifications?signature_type=0", "DELETE /notifications?ids=5%2C6", "POST /v1/heartbeats",
            ],
            _venue.Calls.Select(call => $"{call.Method} {call.PathAndQuery}"));
    }

    [Fact]
    public async Task An_account_answer_that_does_not_say_whether_it_is_closed_only_is_an_error()
    {
        _venue.Answers("{}");
        await Assert.ThrowsAsync<VenueCallException>(() => _venue.Trading.IsClosedOnlyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_can_be_sold_is_asked_for_after_a_refresh_and_leaves_dust()
    {
        _venue.Answers("").Answers("""{"balance":"20004321","allowances":{"0xA":"115792089237316195423570985008687907853269984665640564039457584007913129639935"} }""");
        Assert.True(UInt256.TryParse("11"u8, out var token));
        Assert.Equal(new Size(19_990_000), await _venue.Trading.SellableAsync(token, CancellationToken.None));
        Assert.StartsWith("/balance-allowance/update", _venue.Calls[0].PathAndQuery, StringComparison.Ordinal);
    }

    private static Hash256 Hash(byte number)
    {
        var bytes = new byte[32];
        bytes[31] = number;
        return Hash256.FromBytes(bytes);
    }

    private static SignedOrder Signed(byte number) => new(Hash(number), "{}"u8.ToArray());
}
