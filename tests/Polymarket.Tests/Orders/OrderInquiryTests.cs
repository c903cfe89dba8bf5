using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Orders;

public sealed class OrderInquiryTests : IDisposable
{
    private const string NoTrades = """{"limit":100,"count":0,"next_cursor":"LTE=","data":[]}""";

    private readonly GatewayHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Theory]
    [InlineData("LIVE", OrderReportKind.Live, Reason.None)]
    [InlineData("matched", OrderReportKind.Matched, Reason.None)]
    [InlineData("ORDER_STATUS_CANCELED", OrderReportKind.Cancelled, Reason.None)]
    [InlineData("CANCELED_MARKET_RESOLVED", OrderReportKind.Cancelled, Reason.None)]
    [InlineData("INVALID", OrderReportKind.Cancelled, Reason.InsufficientFunds)]
    public void The_venues_word_resolves_an_unknown_outcome(string status, OrderReportKind kind, Reason reason)
    {
        Lose();
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, status, "3"));
        Assert.Equal((kind, reason, Size.Shares(3)), (_venue.Last.Kind, _venue.Last.Reason, _venue.Last.MatchedTotal));
        Assert.Equal(0, _venue.Gateway.UnresolvedCount);
    }

    [Fact]
    public void An_order_that_neither_rests_nor_traded_never_arrived_but_only_after_its_bytes_can_no_longer_arrive()
    {
        Lose();
        var resolvedAt = Rounds(() => NoTrades);
        Assert.Equal((OrderReportKind.NeverArrived, Reason.UnknownOutcomeResolved), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.True(resolvedAt - Timestamp.FromSeconds(1_793_491_210) >= Duration.FromSeconds(15));
        Assert.All(_venue.Reports.SkipLast(1), report => Assert.Equal(OrderReportKind.Unknown, report.Kind));
    }

    [Fact]
    public void An_order_found_only_in_trades_is_matched_and_its_fills_are_told()
    {
        Lose();
        Rounds(() => Trades("20"));
        Assert.Equal((OrderReportKind.Matched, Size.Shares(20)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
        Assert.All(_venue.Fills, fill => Assert.Equal((_venue.HashOf(1), Size.Shares(20), true), (fill.Order, fill.Size, fill.IsMaker)));
        Assert.NotEmpty(_venue.Fills);
    }

    [Fact]
    public void An_order_partly_found_in_trades_and_no_longer_resting_is_cancelled_with_what_matched()
    {
        Lose();
        Rounds(() => Trades("7.5"));
        Assert.Equal((OrderReportKind.Cancelled, new Size(7_500_000)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
    }

    [Fact]
    public void Every_page_of_trades_is_read_before_anything_is_concluded()
    {
        Lose();
        _venue.Answer(_venue.TakenOne(), 404, "");
        _venue.Answer(_venue.TakenOne(), 200, """{"next_cursor":"MTAw","data":[]}""");
        var second = _venue.TakenOne();
        Assert.Contains("next_cursor=MTAw", second.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("market=0x03e0", second.PathAndQuery, StringComparison.Ordinal);
        _venue.Answer(second, 200, Trades("20"));
        Assert.Single(_venue.Fills);
    }

    [Fact]
    public void A_trade_that_cannot_be_read_proves_nothing()
    {
        Lose();
        for (var round = 0; round < 10; round++)
        {
            _venue.Answer(_venue.TakenOne(), 404, "");
            _venue.Answer(_venue.TakenOne(), 200, """{"next_cursor":"LTE=","data":[{"id":"?"}]}""");
            _venue.Pass(Duration.FromSeconds(5));
        }

        Assert.Equal(OrderReportKind.Unknown, Assert.Single(_venue.Reports).Kind);
    }

    [Fact]
    public void Failed_questions_are_repeated_with_growing_pauses_for_ever()
    {
        Lose();
        for (var round = 0; round < 40; round++)
        {
            var question = _venue.TakenOne();
            if (round % 3 == 0)
            {
                _venue.TimeOut(question);
            }
            else
            {
                _venue.Answer(question, round % 3 == 1 ? 500 : 200, "garbage");
            }

            _venue.Pass(Duration.FromSeconds(5));
        }

        Assert.Equal(1, _venue.Gateway.UnresolvedCount);
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "LIVE"));
        Assert.Equal(0, _venue.Gateway.UnresolvedCount);
    }

    [Fact]
    public void The_user_stream_may_know_first()
    {
        var placement = _venue.Place(1);
        _venue.Observe(1, OrderReportKind.Live);
        Assert.Equal(OrderReportKind.Live, _venue.Last.Kind);
        _venue.TimeOut(placement);
        Assert.Single(_venue.Reports);

        _venue.Observe(1, OrderReportKind.Matched, Size.Shares(20));
        _venue.Observe(1, OrderReportKind.Matched, Size.Shares(20));
        Assert.Equal((2, OrderReportKind.Matched), (_venue.Reports.Count, _venue.Last.Kind));
    }

    [Fact]
    public void An_order_declared_gone_that_rests_after_all_is_cancelled()
    {
        Lose();
        Rounds(() => NoTrades);
        _venue.Observe(1, OrderReportKind.Live);
        Assert.Equal(OrderReportKind.Live, _venue.Last.Kind);
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void A_resting_order_of_which_nothing_is_heard_is_asked_about()
    {
        _venue.PlaceLive(1);
        _venue.Pass(Duration.FromSeconds(61));
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "LIVE"));
        Assert.Single(_venue.Reports);
        _venue.Pass(Duration.FromSeconds(61));
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "CANCELED"));
        Assert.Equal(OrderReportKind.Cancelled, _venue.Last.Kind);
    }

    private void Lose()
    {
        _venue.TimeOut(_venue.Place(1));
        Assert.Equal(OrderReportKind.Unknown, _venue.Last.Kind);
    }

    /// <summary>Answers every round with no order and these trades, until the order is resolved; when that was.</summary>
    private Timestamp Rounds(Func<string> trades)
    {
        for (var round = 0; round < 100 && _venue.Gateway.UnresolvedCount > 0; round++)
        {
            foreach (var call in _venue.Taken())
            {
                if (call.PathAndQuery.StartsWith("/data/order/", StringComparison.Ordinal))
                {
                    _venue.Answer(call, 404, "");
                }
                else
                {
                    _venue.Answer(call, 200, trades());
                }
            }

            _venue.Pass(Duration.FromMilliseconds(500));
        }

        Assert.Equal(0, _venue.Gateway.UnresolvedCount);
        _venue.Taken();
        return _venue.Now;
    }

    private string Trades(string size) =>
        $$$"""
        {"next_cursor":"LTE=","data":[{"id":"10a2b9d4-0000-4c1e-8f00-000000000001","taker_order_id":"0x98fbd421e581138f1a36b0cf88c2b7c9d8860d4dcac6f8d58144f495ee122055",
         "asset_id":"11","side":"SELL","size":"{{{size}}}","price":"0.47","status":"MATCHED","match_time":"1793491212","owner":"them","trader_side":"MAKER",
         "maker_orders":[{"order_id":"{{{_venue.HashOf(1)}}}","owner":"our-key","matched_amount":"{{{size}}}","price":"0.47","asset_id":"11"}]}]}
        """;
}
