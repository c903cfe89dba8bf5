using PolyCloud.Dashboard.Scene;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.History;

public sealed class PastKeeperTests
{
    [Fact]
    public void A_window_remembers_its_prices_and_our_quotes_as_Up()
    {
        var keeper = new PastKeeper();
        keeper.Take(SampleSnapshot.Of(1));
        keeper.Take(SampleSnapshot.Of(20));
        var points = keeper.Copy().Window(SampleSnapshot.Slug);
        Assert.Equal(2, points.Count);
        Assert.Equal((61_012.5, 0.46, 0.49, 0.46, 0.49), (points[1].Underlying, points[1].Bid, points[1].Ask, points[1].OurBid, points[1].OurAsk));
    }

    [Fact]
    public void Bots_remember_their_return()
    {
        var keeper = new PastKeeper();
        keeper.Take(SampleSnapshot.Of());
        Assert.Equal(-1.25m, Assert.Single(keeper.Copy().Bot("b0")).ReturnPercent);
    }

    [Fact]
    public void A_long_series_stays_bounded_and_ends_now()
    {
        var series = new ThinnedSeries<int>(10, Duration.FromSeconds(1));
        for (var second = 0; second < 1_000; second++)
        {
            series.Take(Timestamp.FromSeconds(second), second);
        }

        Assert.InRange(series.Copy().Count, 5, 10);
        Assert.Equal((0, 999), (series.Copy()[0], series.Copy()[^1]));
    }
}
