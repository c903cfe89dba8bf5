using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>
/// The figures of a run of windows, from the book as it stood after each trade. The same definitions serve recorded and generated
/// windows: spread, mid, best size and depth over two-sided books; levels over all; the mid's change over one second between the last
/// mids of consecutive seconds that have one; wide-spread episodes in the first 180 s, from the first book of three ticks or more to the
/// first one below; gaps between consecutive books.
/// </summary>
public sealed class BookStatistics
{
    private const int WideSpreadUnits = 300;
    private const double WideWatchSeconds = 180;

    private readonly BucketStatistics[] _buckets = [.. TimeBucket.All.Select(static _ => new BucketStatistics())];
    private readonly List<double> _gapsMilliseconds = [];
    private readonly List<double> _episodesMilliseconds = [];
    private double _watchedSeconds;
    private double _wideSeconds;
    private int _watchedBooks;
    private int _wideBooks;

    private Timestamp _closes;
    private Timestamp _previous = Timestamp.Never;
    private Timestamp _wideSince = Timestamp.Never;
    private bool _previousWide;
    private int _second = -1;
    private double _mid = double.NaN;
    private double _midOfSecond = double.NaN;

    public int Windows { get; private set; }

    public IReadOnlyList<BucketStatistics> Buckets => _buckets;

    /// <summary>Episodes of a wide spread (three ticks or more) in the first 180 s, per window.</summary>
    public double WideEpisodesPerWindow => _episodesMilliseconds.Count / (double)Math.Max(1, Windows);

    public double WideShareOfBooks => _wideBooks / (double)Math.Max(1, _watchedBooks);

    public double WideShareOfTime => _wideSeconds / Math.Max(1e-9, _watchedSeconds);

    public double WideMilliseconds(double quantile) => Quantile.Of(_episodesMilliseconds, quantile);

    public double GapMilliseconds(double quantile) => Quantile.Of(_gapsMilliseconds, quantile);

    public void BeginWindow(Timestamp closes)
    {
        Windows++;
        _closes = closes;
        _previous = Timestamp.Never;
        _wideSince = Timestamp.Never;
        _previousWide = false;
        _second = -1;
        _mid = double.NaN;
        _midOfSecond = double.NaN;
    }

    public void Add(Timestamp at, in BookSample sample)
    {
        var secondsToEnd = (_closes - at).TotalSeconds;
        var bucket = TimeBucket.IndexOf(secondsToEnd);
        if (bucket < 0)
        {
            return;
        }

        _buckets[bucket].Add(sample);
        AddGap(at, secondsToEnd);
        AddSpread(at, sample, secondsToEnd);
        AddMid(sample, secondsToEnd);
        _previous = at;
    }

    private void AddGap(Timestamp at, double secondsToEnd)
    {
        if (_previous.IsNever)
        {
            return;
        }

        var gap = at - _previous;
        _gapsMilliseconds.Add(gap.TotalSeconds * 1_000);
        if (300 - secondsToEnd <= WideWatchSeconds)
        {
            _watchedSeconds += gap.TotalSeconds;
            _wideSeconds += _previousWide ? gap.TotalSeconds : 0;
        }
    }

    private void AddSpread(Timestamp at, in BookSample sample, double secondsToEnd)
    {
        var wide = sample.BestAsk - sample.BestBid >= WideSpreadUnits;
        var watched = 300 - secondsToEnd <= WideWatchSeconds;
        _watchedBooks += watched ? 1 : 0;
        _wideBooks += watched && wide ? 1 : 0;
        if (wide && _wideSince.IsNever)
        {
            _wideSince = at;
        }
        else if (!wide && !_wideSince.IsNever)
        {
            if (watched)
            {
                _episodesMilliseconds.Add((at - _wideSince).TotalSeconds * 1_000);
            }

            _wideSince = Timestamp.Never;
        }

        _previousWide = wide;
    }

    private void AddMid(in BookSample sample, double secondsToEnd)
    {
        var second = (int)(300 - secondsToEnd);
        if (second != _second)
        {
            CloseSecond(second);
        }

        _mid = sample.BestBid + sample.BestAsk is { } twice ? twice / 20_000.0 : _mid;
    }

    /// <summary>A second without a two-sided book has no mid, and no change into or out of it.</summary>
    private void CloseSecond(int next)
    {
        var bucket = _second < 0 ? -1 : TimeBucket.IndexOf(300 - _second);
        if (!double.IsNaN(_mid) && !double.IsNaN(_midOfSecond) && bucket >= 0)
        {
            _buckets[bucket].AddMidChange(_mid - _midOfSecond);
        }

        _midOfSecond = next == _second + 1 ? _mid : double.NaN;
        _mid = double.NaN;
        _second = next;
    }
}
