using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Orders;
using Xunit;

namespace PolyCloud.Exchange.Tests.Orders;

public class OrderPricingTests
{
    /// <summary>Amounts as the official client computes them.</summary>
    [Theory]
    [InlineData(100, Side.Buy, 9_400_000, 20_000_000, OrderType.Gtc, 4_700)]
    [InlineData(100, Side.Buy, 11_992_800, 21_040_000, OrderType.Gtc, 5_700)]
    [InlineData(100, Side.Sell, 7_770_000, 2_253_300, OrderType.Gtc, 2_900)]
    [InlineData(10, Side.Buy, 17_898_210, 33_330_000, OrderType.Gtc, 5_370)]
    [InlineData(10, Side.Sell, 100_010_000, 99_909_990, OrderType.Gtc, 9_990)]
    [InlineData(1, Side.Buy, 370_368, 1_234_560_000, OrderType.Gtc, 3)]
    [InlineData(25, Side.Buy, 10_044_975, 19_990_000, OrderType.Gtc, 5_025)]
    [InlineData(100, Side.Buy, 10_000_000, 19_230_700, OrderType.Fak, 5_200)]
    [InlineData(100, Side.Buy, 10_000_000, 19_230_800, OrderType.Fak, 5_200)]
    [InlineData(100, Side.Buy, 1_990_000, 6_030_300, OrderType.Fok, 3_300)]
    [InlineData(10, Side.Buy, 7_770_000, 14_469_270, OrderType.Fak, 5_370)]
    [InlineData(100, Side.Sell, 12_340_000, 5_923_200, OrderType.Fak, 4_800)]
    [InlineData(100, Side.Buy, 1_000_000, 1_010_100, OrderType.Fak, 9_900)]
    public void Amounts_of_the_official_client_give_back_its_price(int tick, Side side, long maker, long taker, OrderType type, int units)
    {
        Assert.True(OrderPricing.TryPrice(Order(side, maker, taker, type), new TickSize(tick), out var price));
        Assert.Equal(new Price(units), price);
    }

    [Theory]
    [InlineData(100, 9_500_000, 20_000_000, OrderType.Gtc)]
    [InlineData(100, 9_500_000, 20_000_000, OrderType.Fak)]
    [InlineData(100, 9_400_001, 20_000_000, OrderType.Gtc)]
    [InlineData(100, 20_000_000, 20_000_000, OrderType.Gtc)]
    [InlineData(100, 1, 20_000_000, OrderType.Fak)]
    [InlineData(100, 20_000_000, 1, OrderType.Fak)]
    [InlineData(25, 5_010_000, 10_000_000, OrderType.Gtc)]
    public void Amounts_off_the_grid_have_no_price(int tick, long maker, long taker, OrderType type) =>
        Assert.False(OrderPricing.TryPrice(Order(Side.Buy, maker, taker, type), new TickSize(tick), out _));

    private static NewOrder Order(Side side, long maker, long taker, OrderType type) => new()
    {
        Id = new Hash256(1, 1, 1, 1),
        Credential = new CredentialId(0),
        Listing = new ListingId(0),
        Outcome = Outcome.Up,
        Side = side,
        MakerAmount = maker,
        TakerAmount = taker,
        Type = type,
    };
}
