using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.BilateralMaker;

public sealed class RewardTighteningTests
{
    private static readonly RewardProgram Program = new(Price.Cents(3), Size.Shares(50));

    [Fact]
    public void Nothing_moves_where_rewards_are_worth_nothing() => Assert.Equal(4_700, Bid(4_700, Price.Zero));

    [Fact]
    public void A_bid_moves_in_while_the_score_gained_outweighs_the_edge_given_up()
    {
        // Worth at 3, 2, 1 cents from the midpoint of 0.50: 0, 1/9, 4/9 of a full score; each cent nearer costs a cent.
        Assert.Equal(4_900, Bid(4_700, Price.Cents(6)));
        Assert.Equal(4_700, Bid(4_700, Price.Cents(4)));
    }

    [Fact]
    public void It_never_comes_nearer_than_allowed() => Assert.Equal(4_800, Bid(4_700, Price.Cents(20), nearest: 4_800));

    [Fact]
    public void An_ask_moves_down_likewise() => Assert.Equal(
        5_100, RewardTightening.Of(Side.Sell, 5_300, 5_100, TickSize.Cent, Program, 10_000, Price.Cents(6)));

    private static int Bid(int wanted, Price perShare, int nearest = 4_900) =>
        RewardTightening.Of(Side.Buy, wanted, nearest, TickSize.Cent, Program, 10_000, perShare);
}
