using PolyCloud.Dashboard.Scene;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Figures;

public sealed class LadderTests
{
    [Fact]
    public void A_buy_of_Down_is_seen_as_our_ask_of_Up()
    {
        var rows = Ladder.Of(SampleSnapshot.Of().Markets[0]);
        Assert.Equal([Price.Cents(50), Price.Cents(49), Price.Cents(46), Price.Cents(45)], rows.Select(static row => row.Price));
        Assert.Equal([Size.Zero, Size.Shares(10), Size.Shares(10), Size.Zero], rows.Select(static row => row.Ours));
    }
}
