using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class CommitmentsTests
{
    [Fact]
    public void Positions_open_orders_and_announced_buys_of_every_market_and_bot_are_counted()
    {
        var bench = new RiskBench(bots: 2);
        var other = bench.AddMarket(1);
        bench.Hold(Outcome.Up, 10, 40, bot: 0);
        bench.Hold(Outcome.Down, 10, 30, bot: 1, other);
        bench.Rest(Outcome.Up, Side.Buy, 50, 10, bot: 1);
        bench.Rest(Outcome.Up, Side.Sell, 60, 10, bot: 0, other);
        var matched = bench.Rest(Outcome.Up, Side.Buy, 20, 10, bot: 0, other, OrderState.Matched);
        bench.Orders[matched].Announced = Size.Shares(10);
        var sold = bench.Rest(Outcome.Up, Side.Sell, 70, 10, bot: 0, other, OrderState.Matched);
        bench.Orders[sold].Announced = Size.Shares(10);

        Assert.Equal(Money.Dollars(4 + 3 + 5 + 2), bench.Commitments.Total);
        Assert.Equal(Money.Dollars(4 + 2), bench.Commitments.OfBot(new BotId(0)));
        Assert.Equal(Money.Dollars(3 + 5), bench.Commitments.OfBot(new BotId(1)));
        Assert.Equal(Money.Dollars(5), bench.Commitments.OpenBuys);
        Assert.Equal(Money.Dollars(5 + 6), bench.Commitments.OpenNotional);
    }

    [Fact]
    public void Within_a_look_they_grow_by_what_is_placed_and_the_next_look_counts_anew()
    {
        var bench = new RiskBench();
        bench.Rest(Outcome.Up, Side.Buy, 50, 10);
        Assert.Equal(Money.Dollars(5), bench.Commitments.Total);
        var placed = bench.Rest(Outcome.Up, Side.Buy, 30, 10);
        Assert.Equal(Money.Dollars(5), bench.Commitments.OpenBuys);
        bench.Commitments.Add(bench.Orders[placed]);
        Assert.Equal((Money.Dollars(8), Money.Dollars(8), Money.Dollars(8)), (bench.Commitments.Total, bench.Commitments.OpenBuys, bench.Commitments.OpenNotional));
        bench.Commitments.Forget();
        Assert.Equal((Money.Dollars(8), Money.Dollars(8)), (bench.Commitments.Total, bench.Commitments.OpenNotional));
    }

    [Fact]
    public void What_is_placed_before_anybody_asked_is_counted_once()
    {
        var bench = new RiskBench();
        var placed = bench.Rest(Outcome.Up, Side.Buy, 50, 10);
        bench.Commitments.Add(bench.Orders[placed]);
        Assert.Equal(Money.Dollars(5), bench.Commitments.Total);
    }
}
