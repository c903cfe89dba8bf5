using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class ShrinkingTests
{
    private readonly RiskBench _bench = new();

    [Theory]
    [InlineData(10, 20_000_000, 10_000_000, Reason.None)]
    [InlineData(10, 7_129_999, 7_120_000, Reason.None)]
    [InlineData(10, 5_000_000, 5_000_000, Reason.None)]
    [InlineData(10, 4_999_999, 4_990_000, Reason.GrossExposureLimit)]
    [InlineData(5, 4_000_000, 4_000_000, Reason.GrossExposureLimit)]
    [InlineData(4, 20_000_000, 4_000_000, Reason.BelowMinimumSize)]
    public void An_order_gets_the_room_in_hundredths_of_a_share_and_less_than_the_minimum_names_who_took_it(long wanted, long room, long left, Reason reason)
    {
        var order = RiskBench.Bid(Outcome.Up, 40, wanted);
        Assert.Equal(reason, Shrinking.ToSize(_bench.Market, ref order, Reason.GrossExposureLimit, new Size(room)));
        Assert.Equal(new Size(left), order.Size);
    }

    [Fact]
    public void Money_buys_as_many_shares_as_it_pays_for_and_none_where_it_is_owed()
    {
        var order = RiskBench.Bid(Outcome.Up, 30, 100);
        Assert.Equal(Reason.None, Shrinking.ToMoney(_bench.Market, ref order, Reason.InsufficientFunds, Money.Dollars(2)));
        Assert.Equal(new Size(6_660_000), order.Size);
        Assert.Equal(Reason.InsufficientFunds, Shrinking.ToMoney(_bench.Market, ref order, Reason.InsufficientFunds, Money.Dollars(-2)));
        Assert.Equal(Size.Zero, order.Size);
    }
}
