using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 5: the venue checks sells against a cached balance that does not see a buy until it is told to look again.</summary>
public sealed class Gotcha05StaleBalanceCacheTests : IDisposable
{
    private const string NotEnough = """{"error":"not enough balance / allowance: the balance is not enough -> balance: 0, order amount: 20000000"}""";

    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void The_first_sell_after_a_buy_has_the_venue_look_at_that_token_first()
    {
        BuyAndFill();
        _gateway.Handle(Sell(2));
        var refresh = _gateway.TakenOne();
        Assert.Equal("/balance-allowance/update?asset_type=CONDITIONAL&token_id=11&signature_type=0", refresh.PathAndQuery);
        _gateway.Answer(refresh, 200, "");
        Assert.Equal("POST /order", GatewayHarness.PathOf(_gateway.TakenOne()));
        _gateway.Handle(Sell(3));
        Assert.Equal("POST /order", GatewayHarness.PathOf(_gateway.TakenOne()));
    }

    [Fact]
    public void A_refresh_without_an_answer_does_not_hold_the_exit_for_long()
    {
        BuyAndFill();
        _gateway.Handle(Sell(2));
        _gateway.Taken();
        _gateway.Pass(Duration.FromMilliseconds(501));
        Assert.Contains(_gateway.Taken(), call => GatewayHarness.PathOf(call) == "POST /order");
    }

    [Fact]
    public void A_sell_refused_for_balance_is_sent_again_with_the_same_bytes_and_growing_pauses()
    {
        _gateway.Handle(Sell(1));
        var call = _gateway.TakenOne();
        var body = GatewayHarness.BodyOf(call);
        foreach (var pause in (ReadOnlySpan<int>)[250, 500, 1_000])
        {
            _gateway.Answer(call, 400, NotEnough);
            Assert.StartsWith("GET /balance-allowance/update", GatewayHarness.PathOf(_gateway.TakenOne()), StringComparison.Ordinal);
            _gateway.Pass(Duration.FromMilliseconds(pause - 1));
            Assert.Empty(_gateway.Taken());
            _gateway.Pass(Duration.FromMilliseconds(2));
            call = _gateway.TakenOne();
            Assert.Equal(body, GatewayHarness.BodyOf(call));
        }

        Assert.Empty(_gateway.Reports);
        _gateway.Answer(call, 400, NotEnough);
        Assert.Equal((OrderReportKind.Rejected, Reason.RejectedInsufficientBalance), (_gateway.Last.Kind, _gateway.Last.Reason));
    }

    [Fact]
    public void A_buy_refused_for_balance_is_told_at_once()
    {
        _gateway.Answer(_gateway.Place(1), 400, NotEnough);
        Assert.Equal(Reason.RejectedInsufficientBalance, _gateway.Last.Reason);
        Assert.Empty(_gateway.Taken());
    }

    public void Dispose() => _gateway.Dispose();

    private Effect Sell(long intent) => _gateway.PlaceEffect(intent, OrderType.Fak, OrderPurpose.Exit, Side.Sell);

    private void BuyAndFill()
    {
        _gateway.PlaceLive(1);
        _gateway.Observe(1, OrderReportKind.Matched, Size.Shares(20));
        _gateway.Taken();
    }
}
