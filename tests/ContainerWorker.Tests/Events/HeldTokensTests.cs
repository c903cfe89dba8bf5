using PolyCloud.ContainerWorker.Events;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Events;

namespace PolyCloud.ContainerWorker.Tests.Events;

public sealed class HeldTokensTests
{
    private readonly HeldTokens _held = new();

    [Fact]
    public void The_first_buy_opens_and_the_sell_of_all_closes_with_what_was_earned()
    {
        Assert.Equal(new PositionOpened("Up", "10", "0.47"), _held.OnFill(At(1), Fill(1, Side.Buy, 10, 4_700_000)));
        Assert.Null(_held.OnFill(At(2), Fill(2, Side.Buy, 5, 2_000_000)));
        Assert.Null(_held.OnFill(At(3), Fill(3, Side.Sell, 10, 5_200_000, fee: 100_000)));
        var closed = Assert.IsType<PositionClosed>(_held.OnFill(At(4), Fill(4, Side.Sell, 5, 2_600_000)));
        Assert.Equal(("Up", new Money(1_000_000).ToString(), 3_000_000L), (closed.Outcome, closed.RealizedPnl, closed.HoldMicros));
    }

    [Fact]
    public void The_same_execution_in_another_status_counts_once()
    {
        Assert.NotNull(_held.OnFill(At(1), Fill(1, Side.Buy, 10, 4_700_000)));
        Assert.Null(_held.OnFill(At(2), Fill(1, Side.Buy, 10, 4_700_000, status: FillStatus.Confirmed)));
        var closed = Assert.IsType<PositionClosed>(_held.OnFill(At(3), Fill(2, Side.Sell, 10, 4_700_000)));
        Assert.Equal(Money.Zero.ToString(), closed.RealizedPnl);
    }

    [Fact]
    public void An_execution_that_failed_is_taken_back()
    {
        _held.OnFill(At(1), Fill(1, Side.Buy, 10, 4_700_000));
        var closed = Assert.IsType<PositionClosed>(_held.OnFill(At(2), Fill(1, Side.Buy, 10, 4_700_000, status: FillStatus.Failed)));
        Assert.Equal(Money.Zero.ToString(), closed.RealizedPnl);
        Assert.Null(_held.OnFill(At(3), Fill(9, Side.Buy, 10, 4_700_000, status: FillStatus.Failed)));
    }

    [Theory]
    [InlineData(Outcome.Up, 5_300_000)]
    [InlineData(Outcome.Down, -4_700_000)]
    public void A_window_that_pays_closes_what_is_held_at_a_dollar_or_at_nothing(Outcome winner, long expected)
    {
        _held.OnFill(At(1), Fill(1, Side.Buy, 10, 4_700_000));
        var closed = Assert.Single(_held.OnResolved(At(2), new MarketId(0), winner));
        Assert.Equal(new Money(expected).ToString(), closed.RealizedPnl);
        Assert.Empty(_held.OnResolved(At(3), new MarketId(0), winner));
        Assert.Null(_held.OnFill(At(4), Fill(1, Side.Buy, 10, 4_700_000, status: FillStatus.Confirmed)));
    }

    private static Timestamp At(long seconds) => Timestamp.FromSeconds(seconds);

    private static Fill Fill(int number, Side side, long shares, long amount, long fee = 0, FillStatus status = FillStatus.Matched)
    {
        Assert.True(Price.TryParse("0.47"u8, out var price));
        return new Fill
        {
            Trade = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), Intent = new IntentId(number), Market = new MarketId(0), Outcome = Outcome.Up,
            Side = side, Price = price, Size = Size.Shares(shares), Amount = new Money(amount), Fee = new Money(fee), Status = status,
        };
    }
}
