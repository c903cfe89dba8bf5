using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Fills.Latency;

namespace PolyCloud.Exchange.Tests.Fills;

public sealed class PaperExchangeTests
{
    [Fact]
    public void An_order_is_known_to_rest_only_after_both_latencies()
    {
        var stream = Open(FillAssumption.Realistic, new ConstantLatency(Duration.FromMilliseconds(40), Duration.FromMilliseconds(30))).Place(1, Side.Buy, 48, 10);
        Assert.Null(stream.Pass(69).Last(1));
        Assert.Equal(OrderReportKind.Live, stream.Pass(1).Last(1)!.Value.Kind);
    }

    [Fact]
    public void A_trade_before_the_order_arrives_does_not_fill_it()
    {
        var stream = Open(FillAssumption.Optimistic, new ConstantLatency(Duration.FromMilliseconds(40), Duration.Zero)).Place(1, Side.Buy, 48, 10);
        Assert.Equal(0, stream.Pass(39).Print(Side.Sell, 48, 500).Pass(100).Filled(1));
    }

    [Fact]
    public void Trades_at_the_price_first_consume_what_stood_before_the_order()
    {
        var stream = Open(FillAssumption.Realistic).Place(1, Side.Buy, 48, 10);
        Assert.Equal(0, stream.Print(Side.Sell, 48, 100).Filled(1));
        Assert.Equal(4, stream.Print(Side.Sell, 48, 4).Filled(1));
        Assert.Equal(10, stream.Print(Side.Sell, 48, 30).Filled(1));
        Assert.Equal(OrderReportKind.Matched, stream.Last(1)!.Value.Kind);
    }

    [Fact]
    public void A_trade_that_is_shown_by_the_level_and_by_the_print_counts_once()
    {
        var stream = Open(FillAssumption.Realistic).Place(1, Side.Buy, 48, 10);
        stream.SetLevel(Side.Buy, 48, 40).Pass(15).Print(Side.Sell, 48, 60).Pass(200);
        Assert.Equal(0, stream.Print(Side.Sell, 48, 40).Filled(1));
        Assert.Equal(1, stream.Print(Side.Sell, 48, 1).Filled(1));
    }

    [Fact]
    public void A_level_that_shrinks_without_a_print_brings_the_order_no_further_than_the_level_shows()
    {
        var stream = Open(FillAssumption.Realistic).Place(1, Side.Buy, 48, 10).SetLevel(Side.Buy, 48, 30).Pass(200);
        Assert.Equal(0, stream.Print(Side.Sell, 48, 30).Filled(1));
        Assert.Equal(5, stream.Print(Side.Sell, 48, 5).Filled(1));
    }

    [Theory]
    [InlineData(FillAssumption.Pessimistic, 0)]
    [InlineData(FillAssumption.Realistic, 0)]
    [InlineData(FillAssumption.Optimistic, 10)]
    public void A_trade_at_the_price_that_does_not_reach_the_end_of_the_queue_fills_only_optimists(FillAssumption assumption, double filled) =>
        Assert.Equal(filled, Open(assumption).Place(1, Side.Buy, 48, 10).Print(Side.Sell, 48, 60).Filled(1));

    [Theory]
    [InlineData(FillAssumption.Pessimistic)]
    [InlineData(FillAssumption.Realistic)]
    [InlineData(FillAssumption.Optimistic)]
    public void A_market_that_trades_through_fills_under_every_assumption(FillAssumption assumption)
    {
        var stream = Open(assumption).Place(1, Side.Buy, 48, 10);
        Assert.Equal(10, stream.Book([(46, 100)], [(47, 100)]).Filled(1));
    }

    [Fact]
    public void A_print_beyond_the_price_fills_no_more_than_it_traded() =>
        Assert.Equal(6, Open(FillAssumption.Pessimistic).Place(1, Side.Buy, 48, 10).Print(Side.Sell, 47, 6).Filled(1));

    [Fact]
    public void A_post_only_order_that_would_take_is_refused() =>
        Assert.Equal(Reason.RejectedPostOnlyWouldCross, Open(FillAssumption.Realistic).Place(1, Side.Buy, 50, 10).Last(1)!.Value.Reason);

    [Fact]
    public void A_taker_is_held_150_ms_and_then_meets_the_book_of_that_moment()
    {
        var stream = Open(FillAssumption.Realistic).Place(1, Side.Buy, 50, 40, OrderType.Fak, postOnly: false).Pass(149);
        Assert.Equal(0, stream.SetLevel(Side.Sell, 50, 30).Filled(1));
        Assert.Equal(30, stream.Pass(1).Filled(1));
        Assert.Equal(OrderReportKind.Cancelled, stream.Last(1)!.Value.Kind);
        var fill = Assert.Single(stream.Reports, static report => report.Kind == PaperReportKind.Fill).Fill;
        Assert.Equal(new Money(525_000), fill.Fee);
        Assert.Equal(Money.Dollars(15), fill.Amount);
    }

    [Fact]
    public void What_a_taker_took_is_gone_until_the_level_is_told_again()
    {
        var stream = Open(FillAssumption.Realistic).Place(1, Side.Buy, 50, 100, OrderType.Fak, postOnly: false).Pass(150);
        Assert.Equal(Reason.RejectedNoMatch, stream.Place(2, Side.Buy, 50, 10, OrderType.Fak, postOnly: false).Last(2)!.Value.Reason);
        stream.SetLevel(Side.Sell, 50, 80).Place(3, Side.Buy, 50, 10, OrderType.Fak, postOnly: false).Pass(150);
        Assert.Equal(10, stream.Filled(3));
    }

    [Fact]
    public void A_fill_or_kill_order_that_cannot_be_filled_whole_is_refused_whole()
    {
        var stream = Open(FillAssumption.Realistic).Place(1, Side.Buy, 50, 200, OrderType.Fok, postOnly: false).Pass(150);
        Assert.Equal(Reason.RejectedNotFilledWhole, stream.Last(1)!.Value.Reason);
        Assert.Equal(0, stream.Filled(1));
    }

    [Fact]
    public void A_cancel_that_arrives_after_the_fill_reports_the_order_as_matched()
    {
        var stream = Open(FillAssumption.Optimistic).Place(1, Side.Buy, 48, 10).Print(Side.Sell, 48, 10).Cancel(1);
        Assert.Equal(OrderReportKind.Matched, stream.Last(1)!.Value.Kind);
    }

    [Fact]
    public void A_fill_is_confirmed_some_seconds_later()
    {
        var stream = Open(FillAssumption.Optimistic).Place(1, Side.Buy, 48, 10).Print(Side.Sell, 48, 10).Pass(5_000);
        Assert.Equal([FillStatus.Matched, FillStatus.Confirmed], stream.Reports.Where(report => report.Kind == PaperReportKind.Fill).Select(report => report.Fill.Status));
    }

    private static PaperStream Open(FillAssumption assumption, ILatencyModel? latency = null) =>
        new PaperStream(assumption, latency: latency).Book([(48, 100), (47, 100)], [(50, 100), (51, 100)]);
}
