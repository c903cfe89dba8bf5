using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>
/// Points 15 and 14: <c>success</c> with words is a rejection, results belong to orders by index, one order off the grid can refuse
/// a whole batch, and no batch is ever sent a second time.
/// </summary>
public sealed class Gotcha15BatchSemanticsTests : IDisposable
{
    private const string Empty = """{"data":[],"next_cursor":"LTE="}""";

    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void Success_with_an_error_text_is_a_rejection_of_that_entry_only()
    {
        var call = PlaceThree();
        _gateway.Answer(call, 200, $$"""[{{_gateway.Live(1)}},{"success":true,"errorMsg":"invalid post-only order: order crosses book","orderID":"","status":""},{{_gateway.Live(3)}}]""");
        Assert.Equal(OrderReportKind.Live, Of(1).Kind);
        Assert.Equal((OrderReportKind.Rejected, Reason.RejectedPostOnlyWouldCross), (Of(2).Kind, Of(2).Reason));
        Assert.Equal(OrderReportKind.Live, Of(3).Kind);
        Assert.Empty(_gateway.Taken());
    }

    [Fact]
    public void A_delayed_entry_with_a_rate_limit_text_is_a_rejection()
    {
        var call = PlaceThree();
        _gateway.Answer(call, 200, $$"""[{{_gateway.Live(1)}},{{_gateway.Live(2)}},{"success":false,"status":"delayed","orderID":"","errorMsg":"Rate limit exceeded for tokenId"}]""");
        Assert.Equal((OrderReportKind.Rejected, Reason.RateLimited), (Of(3).Kind, Of(3).Reason));
    }

    [Fact]
    public void A_batch_refused_whole_is_asked_for_order_by_order_and_never_sent_again()
    {
        var call = PlaceThree();
        _gateway.Answer(call, 400, $$"""{"error":"order {{_gateway.HashOf(2)}} is invalid. Price (0.475) breaks minimum tick size rule: 0.01"}""");
        Assert.All([1L, 2, 3], intent => Assert.Equal(OrderReportKind.Unknown, Of(intent).Kind));
        var questions = _gateway.Taken();
        Assert.Equal([1L, 2, 3], questions.Select(question => Intent(question.PathAndQuery)));

        // The first one rests although the batch was refused; the others are not there.
        _gateway.Answer(questions[0], 200, _gateway.Told(1, "LIVE"));
        _gateway.Answer(questions[1], 404, "");
        _gateway.Answer(questions[2], 404, "");
        Settle();
        Assert.Equal(OrderReportKind.Live, Of(1).Kind);
        Assert.Equal(OrderReportKind.NeverArrived, Of(2).Kind);
        Assert.Equal(OrderReportKind.NeverArrived, Of(3).Kind);
        Assert.Equal(3, _gateway.Signed.Count);
    }

    [Fact]
    public void An_answer_of_another_length_counts_only_where_it_names_the_order()
    {
        var call = PlaceThree();
        _gateway.Answer(call, 200, $"[{_gateway.Live(3)}]");
        Assert.Equal(OrderReportKind.Live, Of(3).Kind);
        Assert.Equal(OrderReportKind.Unknown, Of(1).Kind);
        Assert.Equal(OrderReportKind.Unknown, Of(2).Kind);
    }

    [Fact]
    public void Answers_in_another_order_are_not_taken_for_strange_orders()
    {
        var call = PlaceThree();
        _gateway.Answer(call, 200, $"[{_gateway.Live(2)},{_gateway.Live(1)},{_gateway.Live(3)}]");
        Assert.All([1L, 2], intent => Assert.Equal((OrderReportKind.Unknown, Reason.None), (Of(intent).Kind, Of(intent).Reason)));
        Assert.DoesNotContain(_gateway.Taken(), sent => sent.Method == "DELETE");
    }

    public void Dispose() => _gateway.Dispose();

    private Polymarket.Http.HttpCall PlaceThree()
    {
        _gateway.Handle([_gateway.PlaceEffect(1), _gateway.PlaceEffect(2), _gateway.PlaceEffect(3)]);
        return _gateway.TakenOne();
    }

    private OrderReport Of(long intent) => _gateway.Reports.Last(report => report.Intent.Number == intent);

    private long Intent(string path) => Enumerable.Range(1, 3).First(intent => path.Contains(_gateway.HashOf(intent).ToString(), StringComparison.Ordinal));

    private void Settle()
    {
        for (var second = 0; second < 40; second++)
        {
            foreach (var call in _gateway.Taken())
            {
                Assert.Equal("GET", call.Method);
                var isTrades = call.PathAndQuery.StartsWith("/data/trades", StringComparison.Ordinal);
                _gateway.Answer(call, isTrades ? 200 : 404, isTrades ? Empty : "");
            }

            _gateway.Pass(Duration.FromSeconds(1));
        }
    }
}
