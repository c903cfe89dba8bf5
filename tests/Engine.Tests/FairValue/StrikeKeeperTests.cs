using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class StrikeKeeperTests
{
    private static readonly OraclePrice Price = new(60_000 * OraclePrice.Scale);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stream_and_market_confirm_each_other_in_either_order(bool streamFirst)
    {
        var keeper = default(StrikeKeeper);
        Assert.Null(keeper.Value);
        Take(ref keeper, Price, streamFirst);
        Assert.Equal(Price, keeper.Value);
        Assert.False(keeper.IsConfirmed && streamFirst);
        Take(ref keeper, Near(60), !streamFirst);
        Assert.True(keeper.IsConfirmed);
        Assert.Equal(streamFirst ? Price : Near(60), keeper.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_difference_beyond_the_tolerance_is_a_mismatch_for_good(bool streamFirst)
    {
        var keeper = default(StrikeKeeper);
        Take(ref keeper, Price, streamFirst);
        Take(ref keeper, Near(61), !streamFirst);
        Assert.True(keeper.IsMismatch);
        Assert.False(keeper.IsConfirmed);
        keeper.TakeFromMarket(Price, 1_000);
        Assert.True(keeper.IsMismatch);
    }

    [Fact]
    public void A_market_that_changes_its_price_to_beat_or_tells_nonsense_is_a_mismatch()
    {
        var keeper = default(StrikeKeeper);
        keeper.TakeFromMarket(Price, 1_000);
        keeper.TakeFromMarket(Price, 1_000);
        Assert.False(keeper.IsMismatch);
        keeper.TakeFromMarket(Near(1), 1_000);
        Assert.True(keeper.IsMismatch);
        var zero = default(StrikeKeeper);
        zero.TakeFromMarket(default, 1_000);
        Assert.True(zero.IsMismatch);
    }

    private static void Take(ref StrikeKeeper keeper, OraclePrice price, bool fromStream)
    {
        if (fromStream)
        {
            keeper.TakeFromStream(price, 1_000);
        }
        else
        {
            keeper.TakeFromMarket(price, 1_000);
        }
    }

    // A thousand billionths of 60 000 dollars are six cents; this many thousandths of a dollar above.
    private static OraclePrice Near(int thousandths) => new(Price.Units + (thousandths * OraclePrice.Scale / 1_000));
}
