using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Exchange.Matching;
using Xunit;

namespace PolyCloud.Exchange.Tests.Matching;

public class OccupiedLevelsTests
{
    [Fact]
    public void The_next_occupied_level_is_the_one_a_search_would_find()
    {
        Prop.ForAll(Gen.Choose(0, 10_000).ListOf().ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (occupied, from) =>
        {
            var levels = new OccupiedLevels();
            foreach (var units in occupied)
            {
                levels.Set(units);
            }

            foreach (var units in occupied.Where(static units => units % 3 == 0))
            {
                levels.Unset(units);
            }

            var left = occupied.Where(static units => units % 3 != 0).ToList();
            var above = left.Where(units => units >= from).DefaultIfEmpty(-1).Min();
            var below = left.Where(units => units <= from).DefaultIfEmpty(-1).Max();
            return levels.AtOrAbove(from) == above && levels.AtOrBelow(from) == below;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Beyond_the_ends_there_is_nothing()
    {
        var levels = new OccupiedLevels();
        levels.Set(0);
        levels.Set(10_000);

        Assert.Equal(-1, levels.AtOrAbove(10_001));
        Assert.Equal(-1, levels.AtOrBelow(-1));
        Assert.Equal(10_000, levels.AtOrAbove(1));
        Assert.Equal(0, levels.AtOrBelow(9_999));
    }
}
