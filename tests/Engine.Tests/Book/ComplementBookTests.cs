using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class ComplementBookTests
{
    private readonly OrderBook _up = new();
    private readonly ComplementBook _down;

    public ComplementBookTests()
    {
        _down = new ComplementBook(_up);
        _up.ApplySnapshot(
            Timestamp.FromSeconds(1),
            [new(Price.Cents(47), Size.Shares(3)), new(new Price(4_512), Size.Shares(4))],
            [new(Price.Cents(49), Size.Shares(5)), new(Price.Cents(60), Size.Shares(6))]);
    }

    [Fact]
    public void An_offer_of_one_outcome_is_a_bid_for_the_other_at_the_rest_of_the_dollar()
    {
        Assert.Equal((Price.Cents(51), Size.Shares(5)), (_down.BestBid, _down.BestBidSize));
        Assert.Equal((Price.Cents(53), Size.Shares(3)), (_down.BestAsk, _down.BestAskSize));
        Assert.Equal(Size.Shares(6), _down.SizeAt(Side.Buy, Price.Cents(40)));
    }

    [Fact]
    public void Its_levels_come_best_first_in_its_own_prices()
    {
        Assert.True(_down.TryNextBest(Side.Sell, _down.BestAsk, out var next));
        Assert.Equal(new Price(5_488), next);
        Assert.False(_down.TryNextBest(Side.Sell, next, out _));

        var bids = new BookLevel[4];
        Assert.Equal(2, _down.CopyLevels(Side.Buy, bids));
        Assert.Equal([new(Price.Cents(51), Size.Shares(5)), new(Price.Cents(40), Size.Shares(6))], bids[..2]);
    }

    [Fact]
    public void An_empty_side_reads_as_the_end_of_the_price_range()
    {
        _up.Drop();

        Assert.False(_down.HasBid || _down.HasAsk || _down.HasSnapshot);
        Assert.Equal((Price.Zero, Price.One), (_down.BestBid, _down.BestAsk));
    }
}
