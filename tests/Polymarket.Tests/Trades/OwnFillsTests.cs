using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Tests.Trades;

public sealed class OwnFillsTests
{
    private static readonly UInt256 Up = UInt256.From(1);
    private static readonly UInt256 Down = UInt256.From(2);
    private static readonly Hash256 TakerOrder = new(0, 0, 0, 77);

    [Fact]
    public void A_taker_pays_each_maker_its_own_price_and_one_fee()
    {
        var trade = Trade(Side.Buy, Price.Cents(52), Size.Shares(30), takerIsOwn: true);
        trade.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Up, Price.Cents(50), Size.Shares(10), false));
        trade.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 2), Down, Price.Cents(48), Size.Shares(20), false));

        var fill = Assert.Single(Fills(trade));

        Assert.False(fill.IsMaker);
        Assert.Equal((TakerOrder, Up, Side.Buy, Size.Shares(30)), (fill.Order, fill.Token, fill.Side, fill.Size));

        // 10 × 0.50 + 20 × (1 − 0.48); 0.07 × (10 × 0.25 + 20 × 0.2496) = 0.52444.
        Assert.Equal(new Money(15_400_000), fill.Amount);
        Assert.Equal(new Money(524_440), fill.Fee);
    }

    [Fact]
    public void A_maker_sells_into_a_buyer_of_its_own_token_and_pays_no_fee()
    {
        var trade = Trade(Side.Buy, Price.Cents(50), Size.Shares(10), takerIsOwn: false);
        trade.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Up, Price.Cents(50), Size.Shares(10), true));

        var fill = Assert.Single(Fills(trade));

        Assert.Equal((true, Up, Side.Sell, Money.Zero), (fill.IsMaker, fill.Token, fill.Side, fill.Fee));
        Assert.Equal(Money.Dollars(5), fill.Amount);
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void A_maker_on_the_opposite_outcome_has_the_takers_side(Side side)
    {
        var trade = Trade(side, Price.Cents(52), Size.Shares(10), takerIsOwn: false);
        trade.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Down, Price.Cents(48), Size.Shares(10), true));

        var fill = Assert.Single(Fills(trade));

        Assert.Equal((Down, side, Price.Cents(48)), (fill.Token, fill.Side, fill.Price));
        Assert.Equal(new Money(4_800_000), fill.Amount);
    }

    /// <summary>A recorded print: one dollar bought 1.149423 shares at 0.87, minted with a bid of 0.13 for the other token.</summary>
    [Fact]
    public void A_buying_maker_gave_the_dollars_that_its_shares_were_floored_from()
    {
        var trade = Trade(Side.Buy, Price.Cents(87), new Size(1_149_423), takerIsOwn: true);
        trade.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Down, Price.Cents(13), new Size(1_149_423), true));

        var fills = Fills(trade);

        Assert.Equal((new Money(999_998), new Money(149_425)), (fills[0].Amount, fills[1].Amount));
    }

    [Fact]
    public void A_seller_into_a_bid_receives_what_the_bid_gave_and_a_selling_maker_no_more_than_its_price()
    {
        var intoBid = Trade(Side.Sell, new Price(3_333), new Size(1_000_001), takerIsOwn: true);
        intoBid.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Up, new Price(3_333), new Size(1_000_001), true));
        var fromAsk = Trade(Side.Buy, new Price(3_333), new Size(1_000_001), takerIsOwn: true);
        fromAsk.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Up, new Price(3_333), new Size(1_000_001), true));

        Assert.All(Fills(intoBid), fill => Assert.Equal(new Money(333_301), fill.Amount));
        Assert.All(Fills(fromAsk), fill => Assert.Equal(new Money(333_300), fill.Amount));
    }

    [Fact]
    public void Strangers_entries_are_not_ours()
    {
        var trade = Trade(Side.Buy, Price.Cents(50), Size.Shares(10), takerIsOwn: false);
        trade.TryAddMaker(new MakerPart(new Hash256(0, 0, 0, 1), Up, Price.Cents(50), Size.Shares(10), false));

        Assert.Empty(Fills(trade));
    }

    [Fact]
    public void A_trade_told_without_makers_is_priced_at_its_own_price_against_us()
    {
        var buy = Trade(Side.Buy, new Price(3333), new Size(1_000_001), takerIsOwn: true);
        var sell = Trade(Side.Sell, new Price(3333), new Size(1_000_001), takerIsOwn: true);

        Assert.Equal(new Money(333_301), Assert.Single(Fills(buy)).Amount);
        Assert.Equal(new Money(333_300), Assert.Single(Fills(sell)).Amount);
    }

    /// <summary>No money appears or vanishes in a match: complementary parts move one sum, minted or merged sets one dollar each.</summary>
    [Fact]
    public void Taker_and_makers_collateral_always_balance()
    {
        var part = from price in Gen.Choose(1, 9999)
                   from units in Gen.Choose(1, 50_000_000)
                   from mirrored in Gen.Elements(true, false)
                   select (price, units, mirrored);
        Prop.ForAll(part.NonEmptyListOf().ToArbitrary(), parts =>
        {
            var size = new Size(parts.Sum(entry => (long)entry.units));
            var trade = Trade(Side.Buy, Price.Cents(50), size, takerIsOwn: true);
            foreach (var (price, units, mirrored) in parts)
            {
                trade.TryAddMaker(new MakerPart(default, mirrored ? Down : Up, new Price(price), new Size(units), true));
            }

            var fills = Fills(trade);
            var taker = fills[0].Amount.Micros;
            var sellers = fills.Skip(1).Where(fill => fill.Side == Side.Sell).Sum(fill => fill.Amount.Micros);
            var mintedSets = fills.Skip(1).Where(fill => fill.Side == Side.Buy).Sum(fill => fill.Size.Units - fill.Amount.Micros);
            return taker == sellers + mintedSets;
        }).QuickCheckThrowOnFailure();
    }

    private static TradeRecord Trade(Side side, Price price, Size size, bool takerIsOwn) => new()
    {
        Id = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        TakerOrder = TakerOrder,
        Token = Up,
        Side = side,
        Price = price,
        Size = size,
        Status = FillStatus.Matched,
        TakerIsOwn = takerIsOwn,
    };

    private static List<VenueFill> Fills(TradeRecord trade)
    {
        var fills = new List<VenueFill>();
        OwnFills.AppendTo(fills, trade, FeeSchedule.Crypto);
        return fills;
    }
}
