using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Delivery;

/// <summary>When frames arrive: the stream's delay, and the extra delay of late <c>price_change</c> frames.</summary>
public sealed class FrameTiming
{
    // Book effect precedes the print by 10 to 20 ms of venue time (raw frames of April 2026).
    private static readonly Duration PrintDelayShortest = Duration.FromMilliseconds(10);
    private static readonly Duration PrintDelayLongest = Duration.FromMilliseconds(20);

    private readonly Duration _streamDelay;
    private readonly LateFrameOptions _late;
    private readonly DeterministicRandom _random;

    public FrameTiming(Duration streamDelay, LateFrameOptions late, DeterministicRandom random)
    {
        _streamDelay = streamDelay;
        _late = late;
        _random = random;
    }

    public Timestamp InOrder(Timestamp sent) => sent + _streamDelay;

    public Timestamp PossiblyLate(Timestamp sent)
    {
        var due = sent + _streamDelay;
        if (_late.Share == 0 || !_random.Chance(_late.Share))
        {
            return due;
        }

        var extra = (long)_random.NextExponential(_late.Mean.Micros);
        return due + new Duration(Math.Min(extra, _late.Longest.Micros));
    }

    /// <summary>The venue's own moment of a print, after the book has changed.</summary>
    public Timestamp Print(Timestamp matched) =>
        matched + new Duration(_random.NextInt64(PrintDelayShortest.Micros, PrintDelayLongest.Micros));
}
