using PolyCloud.Exchange.Flow.Recorded;

namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>Measures recorded windows: every recorded event is a book after a trade.</summary>
public static class RecordedSampling
{
    /// <summary>The complete windows only, or every window where <paramref name="completeOnly"/> is false.</summary>
    public static BookStatistics Measure(IEnumerable<RecordedWindow> windows, bool completeOnly)
    {
        var statistics = new BookStatistics();
        var changes = new List<RecordedLevel>();
        foreach (var window in windows)
        {
            if (completeOnly && !window.Complete)
            {
                continue;
            }

            statistics.BeginWindow(window.Closes);
            var book = new RecordedBook();
            foreach (var recorded in window.Events)
            {
                book.Apply(recorded, changes);
                statistics.Add(recorded.At, BookSample.Of(book.Bids.Reverse(), book.Asks));
            }
        }

        return statistics;
    }
}
