using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Rewards;

public sealed class RewardScoreTests
{
    private static readonly RewardProgram ThreeCents = new(Price.Cents(3), Size.Shares(50));

    [Fact]
    public void The_documented_first_side_scores_111()
    {
        // Documented: bids on m of 100 at 0.49 and 200 at 0.48, an ask on m' of 100 at 0.51, midpoint 0.50, three cents.
        var score = At(50);
        score.Add(Outcome.Up, Side.Buy, Price.Cents(49), Size.Shares(100));
        score.Add(Outcome.Up, Side.Buy, Price.Cents(48), Size.Shares(200));
        score.Add(Outcome.Down, Side.Sell, Price.Cents(51), Size.Shares(100));
        Assert.Equal((4 / 9.0 * 100) + (1 / 9.0 * 200) + (4 / 9.0 * 100), score.One, 9);
        Assert.Equal(0, score.Two);
    }

    [Fact]
    public void The_documented_second_side_scores_175()
    {
        // Documented: distances of 1.5, 2 and 0.5 cents with 100, 100 and 200 shares. The prices are put on the side that the
        // documented equation scores there, asks on m and bids on m'; the page's own example names the mirrored sides for two of them.
        var score = At(50);
        score.Add(Outcome.Up, Side.Sell, new Price(5_150), Size.Shares(100));
        score.Add(Outcome.Down, Side.Buy, Price.Cents(48), Size.Shares(100));
        score.Add(Outcome.Up, Side.Sell, new Price(5_050), Size.Shares(200));
        Assert.Equal(25 + (100 / 9.0) + (200 * 6.25 / 9), score.Two, 9);
        Assert.Equal(0, score.One);
    }

    [Fact]
    public void At_or_beyond_the_maximum_spread_or_below_the_minimum_size_nothing_scores()
    {
        var score = At(50);
        Assert.Equal(0, score.Of(Outcome.Up, Side.Buy, Price.Cents(47), Size.Shares(100)));
        Assert.Equal(0, score.Of(Outcome.Up, Side.Buy, Price.Cents(40), Size.Shares(100)));
        Assert.Equal(0, score.Of(Outcome.Up, Side.Buy, Price.Cents(49), new Size(49_999_999)));
        Assert.Equal(0, score.Of(Outcome.Up, Side.Buy, Price.Cents(51), Size.Shares(100)));
        Assert.Equal(100, score.Of(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(100)));
        Assert.Equal(0, new RewardScore(default, 10_000).Of(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(100)));
    }

    [Fact]
    public void One_sided_liquidity_scores_a_third_between_ten_and_ninety_cents_and_nothing_outside()
    {
        foreach (var (cents, minimum) in new[] { (9, 0.0), (10, 100 / 3.0), (50, 100 / 3.0), (90, 100 / 3.0), (91, 0.0) })
        {
            var score = At(cents);
            score.Add(Outcome.Up, Side.Buy, Price.Cents(cents), Size.Shares(100));
            Assert.Equal(100, score.One, 9);
            Assert.Equal(minimum, score.Minimum, 9);
        }
    }

    [Fact]
    public void Two_sided_liquidity_scores_the_weaker_side_or_a_third_of_the_stronger()
    {
        var score = At(50);
        score.Add(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(300));
        score.Add(Outcome.Down, Side.Buy, Price.Cents(50), Size.Shares(200));
        Assert.Equal(200, score.Minimum, 9);
        score.Add(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(600));
        Assert.Equal(300, score.Minimum, 9);
    }

    [Fact]
    public void A_bid_on_one_token_scores_like_the_ask_that_mirrors_it_on_the_other()
    {
        var random = new DeterministicRandom(1);
        for (var trial = 0; trial < 5_000; trial++)
        {
            var score = new RewardScore(new RewardProgram(new Price(1 + random.NextInt32(600)), Size.Shares(20)), random.NextInt32((2 * Price.Scale) + 1));
            var price = new Price(random.NextInt32(Price.Scale + 1));
            var size = new Size(random.NextInt64(0, 300_000_000));
            Assert.Equal(score.Of(Outcome.Up, Side.Buy, price, size), score.Of(Outcome.Down, Side.Sell, price.Complement, size));
            Assert.InRange(score.Of(Outcome.Up, Side.Buy, price, size), 0, size.Units / 1e6);
        }
    }

    [Fact]
    public void Dust_at_the_touch_does_not_move_the_midpoint()
    {
        var book = new OrderBook();
        BookLevel[] bids = [new(Price.Cents(49), Size.Shares(10)), new(Price.Cents(47), Size.Shares(80))];
        BookLevel[] asks = [new(Price.Cents(50), Size.Shares(49)), new(Price.Cents(52), Size.Shares(50))];
        book.ApplySnapshot(Timestamp.FromSeconds(1), bids, asks);
        Assert.Equal(4_700 + 5_200, AdjustedMidpoint.HalfUnits(book, Size.Shares(50)));
        Assert.Equal(4_900 + 5_000, AdjustedMidpoint.HalfUnits(book, Size.Shares(10)));
        Assert.Null(AdjustedMidpoint.HalfUnits(book, Size.Shares(81)));
    }

    private static RewardScore At(int cents) => new(ThreeCents, cents * 200);
}
