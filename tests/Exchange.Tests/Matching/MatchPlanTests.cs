using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Matching;
using Xunit;

namespace PolyCloud.Exchange.Tests.Matching;

public class MatchPlanTests
{
    private readonly UnifiedBook _book = new();
    private readonly MatchPlan _plan = new();

    [Fact]
    public void Levels_are_taken_best_first_and_within_a_level_first_come_first()
    {
        var late = _book.Add(Side.Sell, 5_100, 10_000_000, owner: null);
        var first = _book.Add(Side.Sell, 5_000, 10_000_000, owner: null);
        var second = _book.Add(Side.Sell, 5_000, 10_000_000, owner: null);

        _plan.Make(_book, new TakerOrder(Outcome.Up, Side.Buy, 5_100, 25_000_000, 0));

        Assert.Equal([first, second, late], _plan.Parts.Select(static part => part.Slot));
        Assert.Equal((25_000_000, 12_550_000, 5_100), (_plan.Shares, _plan.TakerAmount, _plan.WorstUpUnits));
        Assert.True(_plan.IsComplete);
    }

    [Fact]
    public void The_limit_is_kept_on_both_tokens()
    {
        _book.Add(Side.Buy, 4_000, 10_000_000, owner: null);

        _plan.Make(_book, new TakerOrder(Outcome.Down, Side.Buy, 4_001, 10_000_000, 0));
        Assert.Empty(_plan.Parts);
        _plan.Make(_book, new TakerOrder(Outcome.Down, Side.Buy, 4_000, 10_000_000, 0));

        // Down at 0.60, minted against the Up bid at 0.40.
        Assert.Equal(6_000_000, _plan.TakerAmount);
    }

    [Fact]
    public void Dollars_are_spent_over_levels_and_never_more_than_given()
    {
        _book.Add(Side.Sell, 3_000, 1_000_001, owner: null);
        _book.Add(Side.Sell, 7_000, 90_000_000, owner: null);

        _plan.Make(_book, new TakerOrder(Outcome.Up, Side.Buy, 7_000, 0, 10_000_000));

        Assert.True(_plan.IsComplete);

        // 0.300000 for the first level, floor(9.7 / 0.7) shares of the second cost 9.699999.
        Assert.Equal(9_999_999, _plan.TakerAmount);
        Assert.Equal(1_000_001 + 13_857_142, _plan.Shares);
    }

    [Fact]
    public void A_plan_that_runs_out_of_book_is_not_complete()
    {
        _book.Add(Side.Sell, 5_000, 10_000_000, owner: null);

        _plan.Make(_book, new TakerOrder(Outcome.Up, Side.Buy, 5_000, 11_000_000, 0));

        Assert.False(_plan.IsComplete);
        Assert.Equal(10_000_000, _plan.Shares);
    }

    [Fact]
    public void Rounding_against_cheap_makers_still_fills_an_order_whole()
    {
        var fixture = new VenueFixture();
        fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 3, 100);
        fixture.Accepted(fixture.Bob, Outcome.Up, Side.Buy, 3, 100);

        // 97 cents a share: 13.402061… shares, against each maker rounded to whole micro-dollars.
        var order = fixture.Order(fixture.Bob, Outcome.Down, Side.Buy, 97, 100, OrderType.Fok) with { MakerAmount = 110_000_000, TakerAmount = 113_402_000 };
        var outcome = fixture.OutcomeOf(order);

        Assert.Equal(string.Empty, outcome.Error);
        Assert.InRange(outcome.MakingAmount, 109_999_900, 110_000_000);
        Assert.True(fixture.Venue.Totals.IsConserved);
    }
}
