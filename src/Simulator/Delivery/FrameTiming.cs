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
    private long _delayedMillisecond;
    private Duration _delay;

    public FrameTiming(Duration streamDelay, LateFrameOptions late, DeterministicRandom random)
    {
        _streamDelay = streamDelay;
        _late = late;
        _random = random;
    }

    public Timestamp InOrder(Timestamp sent) => sent + _streamDelay;

    /// <summary>One delay for everything of one millisecond: changes with the same timestamp stay in their order, as the capture shows.</summary>
    public Timestamp PossiblyLate(Timestamp sent)
    {
        if (sent.Milliseconds != _delayedMillisecond)
        {
            _delayedMillisecond = sent.Milliseconds;
            _delay = _late.Share == 0 || !_random.Chance(_late.Share)
                ? Duration.Zero
                : new Duration(Math.Min((long)_random.NextExponential(_late.Mean.Micros), _late.Longest.Micros));
        }

        return sent + _streamDelay + _delay;
    }

    /// <summary>The venue's own moment of a print, after the book has changed.</summary>
    public Timestamp Print(Timestamp matched) =>
        matched + new Duration(_random.NextInt64(PrintDelayShortest.Micros, PrintDelayLongest.Micros));
}
