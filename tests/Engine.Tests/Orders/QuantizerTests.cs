using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Orders;

public sealed class QuantizerTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(100)]
    [InlineData(50)]
    [InlineData(25)]
    [InlineData(10)]
    [InlineData(1)]
    public void Every_price_lands_on_the_grid_on_the_named_side_by_less_than_a_tick(int units)
    {
        var tick = new TickSize(units);
        for (var price = -20; price <= Price.Scale + 20; price++)
        {
            var down = Quantizer.PriceDown(price, tick);
            var up = Quantizer.PriceUp(price, tick);
            Assert.True(tick.Allows(down) && tick.Allows(up));
            var inside = Math.Clamp(price, tick.Lowest.Units, tick.Highest.Units);
            Assert.InRange(inside - down.Units, 0, units - 1);
            Assert.InRange(up.Units - inside, 0, units - 1);
        }
    }

    [Theory]
    [InlineData(10_004_321, 10_000_000)]
    [InlineData(9_999, 0)]
    [InlineData(10_000, 10_000)]
    [InlineData(-5, 0)]
    public void Sizes_keep_two_decimals_downward(long units, long expected) =>
        Assert.Equal(new Size(expected), Quantizer.SizeDown(new Size(units)));
}
