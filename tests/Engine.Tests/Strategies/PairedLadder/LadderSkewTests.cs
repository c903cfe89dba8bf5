using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.PairedLadder;

public sealed class LadderSkewTests
{
    private static readonly PairedLadderOptions Options = new() { MaximumUnpaired = Size.Shares(40), DropFirstLevelPercent = 50 };

    [Fact]
    public void The_side_in_excess_shrinks_in_proportion_and_the_missing_side_keeps_its_size()
    {
        var skew = new LadderSkew(Size.Shares(10), Options);
        Assert.Equal(250, skew.Severity);
        Assert.Equal(Size.Shares(15), skew.Scale(Outcome.Up, Size.Shares(20)));
        Assert.Equal(Size.Shares(20), skew.Scale(Outcome.Down, Size.Shares(20)));
        Assert.Equal(0, skew.FirstLevel(Outcome.Up));
    }

    [Fact]
    public void Half_full_the_side_in_excess_gives_up_its_first_level()
    {
        var skew = new LadderSkew(Size.Shares(-20), Options);
        Assert.Equal(1, skew.FirstLevel(Outcome.Down));
        Assert.Equal(0, skew.FirstLevel(Outcome.Up));
    }

    [Fact]
    public void Full_it_is_not_bid_for_at_all() =>
        Assert.Equal(Size.Zero, new LadderSkew(Size.Shares(90), Options).Scale(Outcome.Up, Size.Shares(20)));

    [Fact]
    public void Flat_nothing_is_in_excess()
    {
        var skew = new LadderSkew(Size.Zero, Options);
        Assert.False(skew.IsExcess(Outcome.Up) || skew.IsExcess(Outcome.Down));
    }
}
