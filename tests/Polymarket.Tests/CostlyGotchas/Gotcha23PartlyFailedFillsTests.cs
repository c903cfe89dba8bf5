using PolyCloud.Polymarket.Client;
using PolyCloud.Polymarket.Tests.Client;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 23: a placement can fill in several trades of which one fails; success is each of them confirmed.</summary>
public sealed class Gotcha23PartlyFailedFillsTests
{
    private readonly FakeVenue _venue = new();

    [Fact]
    public async Task One_failed_trade_among_confirmed_ones_is_no_success()
    {
        _venue.Answers(Trade("a", "TRADE_STATUS_CONFIRMED")).Answers(Trade("b", "FAILED")).Answers(Trade("c", "confirmed"));
        var settled = await _venue.Trading.SettlementAsync(["a", "b", "c"], CancellationToken.None);
        Assert.True(settled.IsComplete);
        Assert.False(settled.IsSuccess);
        Assert.Equal(["b"], settled.Failed);
    }

    [Theory]
    [InlineData("MATCHED")]
    [InlineData("MINED")]
    [InlineData("RETRYING")]
    [InlineData("TRADE_STATUS_MATCHED_NOT_BROADCASTED")]
    [InlineData("SOMETHING_NEW")]
    public async Task What_is_under_way_or_unknown_is_pending(string status)
    {
        _venue.Answers(Trade("a", "CONFIRMED")).Answers(Trade("b", status));
        var settled = await _venue.Trading.SettlementAsync(["a", "b"], CancellationToken.None);
        Assert.False(settled.IsComplete || settled.IsSuccess);
    }

    [Fact]
    public async Task A_trade_that_is_not_found_is_pending_and_never_forgotten()
    {
        _venue.Answers(Trade("a", "CONFIRMED")).Answers("""{"data":[],"next_cursor":"LTE="}""");
        Assert.Equal(["b"], (await _venue.Trading.SettlementAsync(["a", "b"], CancellationToken.None)).Pending);
    }

    [Fact]
    public void No_trades_are_no_success() => Assert.False(TradeSettlement.Of([], []).IsSuccess);

    private static string Trade(string id, string status) =>
        $$"""{"data":[{"id":"{{id}}","side":"BUY","price":"0.5","size":"5","status":"{{status}}"}],"next_cursor":"LTE="}""";
}
