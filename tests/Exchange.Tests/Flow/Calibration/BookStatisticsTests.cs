using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Calibration;
using PolyCloud.Exchange.Flow.Recorded;

namespace PolyCloud.Exchange.Tests.Flow.Calibration;

public sealed class BookStatisticsTests
{
    private static readonly Timestamp Closes = Timestamp.FromSeconds(1_000_300);

    [Fact]
    public void A_wide_spread_lasts_from_its_first_book_to_the_first_narrow_one()
    {
        var statistics = new BookStatistics();
        statistics.BeginWindow(Closes);
        statistics.Add(At(1_000), Book(4_900, 5_000));
        statistics.Add(At(1_100), Book(4_700, 5_000));
        statistics.Add(At(1_150), Book(4_700, 5_000));
        statistics.Add(At(1_200), Book(4_900, 5_000));
        statistics.Add(At(2_000), Book(4_900, 5_000));

        Assert.Equal(1, statistics.WideEpisodesPerWindow);
        Assert.Equal(100, statistics.WideMilliseconds(0.5), 6);
        Assert.Equal(0.4, statistics.WideShareOfBooks, 6);
        Assert.Equal(0.1, statistics.WideShareOfTime, 6);
        Assert.Equal(0.6, statistics.Buckets[0].ShareOneTick, 6);
    }

    [Fact]
    public void The_mid_changes_between_the_last_mids_of_consecutive_seconds_only()
    {
        var statistics = new BookStatistics();
        statistics.BeginWindow(Closes);
        statistics.Add(At(100), Book(3_000, 3_100));
        statistics.Add(At(900), Book(4_900, 5_000));
        statistics.Add(At(1_500), Book(5_000, 5_100));
        statistics.Add(At(3_500), Book(6_000, 6_100));
        statistics.Add(At(4_500), Book(6_000, 6_100));

        Assert.Equal(0.01, statistics.Buckets[0].MidChangeMeanAbsolute, 6);
    }

    [Fact]
    public void A_book_without_a_side_counts_as_one_sided_and_has_no_spread()
    {
        var statistics = new BookStatistics();
        statistics.BeginWindow(Closes);
        statistics.Add(At(1_000), BookSample.Of([], [new(5_000, 3_000_000)]));
        statistics.Add(At(1_100), Book(4_900, 5_000));

        Assert.Equal(0.5, statistics.Buckets[0].ShareOneSided);
        Assert.Equal(0.01, statistics.Buckets[0].SpreadMean, 6);
    }

    [Fact]
    public void Depth_is_the_best_level_and_the_four_behind_it()
    {
        var sample = BookSample.Of([new(5_000, 1_000_000), new(4_600, 2_000_000), new(4_500, 4_000_000)], [new(5_100, 8_000_000)]);

        Assert.Equal(11, sample.DepthShares);
        Assert.Equal(4, sample.Levels);
    }

    [RecordedDataFact]
    public void One_recorded_day_measured_anew_lies_near_the_published_figures()
    {
        var path = Path.Combine(RecordedDataFactAttribute.RecordingFolder!, "books_2026-04-14.jsonl.gz");
        var statistics = RecordedSampling.Measure(new RecordingReader(path, RecordedToken.LastNamed).Windows().Take(20), completeOnly: false);

        Assert.InRange(statistics.Buckets[1].ShareOneTick, 0.70, 0.92);
        Assert.InRange(statistics.Buckets[1].LevelsMedian, 97, 99);
        Assert.InRange(statistics.GapMilliseconds(0.5), 25, 45);
    }

    private static Timestamp At(long milliseconds) => Closes - Duration.FromSeconds(300) + Duration.FromMilliseconds(milliseconds);

    private static BookSample Book(int bid, int ask) => BookSample.Of([new(bid, 1_000_000)], [new(ask, 1_000_000)]);
}
