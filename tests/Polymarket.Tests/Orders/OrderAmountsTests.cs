using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Orders;

public sealed class OrderAmountsTests
{
    private static readonly Gen<TickSize> Ticks = Gen.Elements(1000, 100, 50, 25, 10, 1).Select(units => new TickSize(units));

    [Fact]
    [VectorGroup("rounding.limit")]
    public void Resting_orders_on_the_grid_equal_the_official_amounts()
    {
        var compared = 0;
        foreach (var vector in SigningVectors.Root.GetProperty("rounding").GetProperty("limit").EnumerateArray())
        {
            var (side, price, size, tick) = Read(vector, "size");
            var error = OrderAmounts.For(side, price, size, tick, out var amounts);
            if (tick.Allows(price) && size.Units % 10_000 == 0)
            {
                Assert.Equal((vector.Number("makerAmount"), vector.Number("takerAmount")), (amounts.Maker, amounts.Taker));
                compared++;
            }
            else
            {
                Assert.NotEqual(AmountError.None, error);
            }
        }

        Assert.True(compared >= 10);
    }

    [Fact]
    [VectorGroup("rounding.market")]
    public void Market_orders_equal_the_official_amounts()
    {
        foreach (var vector in SigningVectors.Root.GetProperty("rounding").GetProperty("market").EnumerateArray())
        {
            var (side, price, amount, tick) = Read(vector, "amount");
            var cut = new Size(amount.Units / 10_000 * 10_000);
            var error = side == Side.Buy
                ? OrderAmounts.ForMarketBuy(new Money(amount.Units), price, tick, out var amounts)
                : OrderAmounts.ForMarket(side, price, cut, tick, out amounts);

            Assert.Equal(AmountError.None, error);
            Assert.Equal((vector.Number("makerAmount"), vector.Number("takerAmount")), (amounts.Maker, amounts.Taker));
        }
    }

    [Fact]
    [VectorGroup("rounding.exactDecimalCheck")]
    public void On_the_grid_dollars_are_exactly_size_times_price()
    {
        var order = from tick in Ticks
                    from step in Gen.Choose(1, (Price.Scale / tick.Units) - 1)
                    from hundredths in Gen.Choose(1, 100_000_000)
                    from side in Gen.Elements(Side.Buy, Side.Sell)
                    select (tick, price: new Price(step * tick.Units), size: new Size(hundredths * 10_000L), side);
        Prop.ForAll(order.ToArbitrary(), given =>
        {
            var error = OrderAmounts.For(given.side, given.price, given.size, given.tick, out var amounts);
            return error == AmountError.None
                && amounts.Shares(given.side) == given.size
                && (Int128)amounts.Dollars(given.side).Micros * Price.Scale == (Int128)given.size.Units * given.price.Units;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    [VectorGroup("rounding.config")]
    public void Every_tick_has_the_official_digits_of_price_size_and_amount()
    {
        foreach (var row in SigningVectors.Root.GetProperty("rounding").GetProperty("config").EnumerateObject())
        {
            Assert.True(TickSize.TryParse(Encoding.ASCII.GetBytes(row.Name), out var tick));
            Assert.Equal(row.Value.Number("price"), Digits(Enumerable.Range(1, (Price.Scale / tick.Units) - 1).Select(step => (long)step * tick.Units), Price.Decimals));
            Assert.Equal(AmountError.None, OrderAmounts.For(Side.Buy, tick.Lowest, new Size(1_230_000), tick, out var exact));
            Assert.Equal(AmountError.SizeOffGrid, OrderAmounts.For(Side.Buy, tick.Lowest, new Size(1_231_000), tick, out _));
            Assert.Equal(row.Value.Number("size"), Digits([exact.Taker], Size.Decimals));

            // A buy's shares are computed: cut to the amount's digits, and some need all of them.
            var shares = Enumerable.Range(1, 200).Select(cents =>
            {
                Assert.Equal(AmountError.None, OrderAmounts.ForMarketBuy(new Money(cents * 10_000L), new Price(Price.Scale * 7 / 10 / tick.Units * tick.Units), tick, out var amounts));
                return amounts.Taker;
            });
            Assert.Equal(row.Value.Number("amount"), Digits(shares, Size.Decimals));
        }
    }

    [Fact]
    public void A_market_buy_never_pays_more_than_its_dollars_nor_more_than_its_limit()
    {
        var order = from tick in Ticks
                    from step in Gen.Choose(1, (Price.Scale / tick.Units) - 1)
                    from hundredths in Gen.Choose(1, 1_000_000)
                    select (tick, price: new Price(step * tick.Units), size: new Size(hundredths * 10_000L));
        Prop.ForAll(order.ToArbitrary(), given =>
        {
            var error = OrderAmounts.ForMarket(Side.Buy, given.price, given.size, given.tick, out var amounts);

            // Cut shares make the signed price a hair higher than the limit: by less than one step of the amount per share.
            return error == AmountError.NothingLeft
                || (amounts.Maker % 10_000 == 0
                    && (Int128)amounts.Maker * Price.Scale <= (Int128)given.size.Units * given.price.Units
                    && amounts.Taker <= given.size.Units
                    && (Int128)amounts.Maker * Price.Scale < (Int128)(amounts.Taker + 1_001) * given.price.Units);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(4750, 20_000_000, AmountError.PriceOffGrid)]
    [InlineData(0, 20_000_000, AmountError.PriceOffGrid)]
    [InlineData(10_000, 20_000_000, AmountError.PriceOffGrid)]
    [InlineData(4700, 20_001_000, AmountError.SizeOffGrid)]
    [InlineData(4700, 0, AmountError.SizeOffGrid)]
    [InlineData(4700, -10_000, AmountError.SizeOffGrid)]
    public void Off_the_grid_nothing_is_rounded_but_refused(int price, long size, AmountError error) =>
        Assert.Equal(error, OrderAmounts.For(Side.Buy, new Price(price), new Size(size), TickSize.Cent, out _));

    [Fact]
    public void A_market_buy_of_less_than_a_cent_is_refused() =>
        Assert.Equal(AmountError.NothingLeft, OrderAmounts.ForMarket(Side.Buy, Price.Cents(1), new Size(10_000), TickSize.Cent, out _));

    /// <summary>Decimals that the longest of the numbers needs.</summary>
    private static long Digits(IEnumerable<long> units, int decimals) =>
        units.Max(number => Enumerable.Range(0, decimals + 1).First(digits => number % (long)Math.Pow(10, decimals - digits) == 0));

    private static (Side Side, Price Price, Size Size, TickSize Tick) Read(System.Text.Json.JsonElement vector, string quantity)
    {
        Assert.True(TickSize.TryParse(Encoding.ASCII.GetBytes(vector.Text("tick")), out var tick));
        Assert.True(Price.TryParse(Encoding.ASCII.GetBytes(vector.GetProperty("price").GetRawText()), out var price));
        Assert.True(Size.TryParse(Encoding.ASCII.GetBytes(vector.GetProperty(quantity).GetRawText()), out var size));
        return (vector.Text("side") == "BUY" ? Side.Buy : Side.Sell, price, size, tick);
    }
}
