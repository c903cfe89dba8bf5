using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>
/// Says when the underlying has moved further within the horizon than its own volatility explains. The volatility compared with
/// is that of the horizon's start, because a jump would raise its own threshold.
/// </summary>
internal sealed class BreakoutDetector
{
    /// <summary>One sample each 100 ms: 12.8 s, more than the longest horizon allowed.</summary>
    private const int Capacity = 128;

    private static readonly Duration SampleSpacing = Duration.FromMilliseconds(100);

    private readonly MoveThresholds _thresholds;
    private readonly Sample[] _samples = new Sample[Capacity];
    private int _newest = -1;
    private int _count;

    public BreakoutDetector(MoveThresholds thresholds) => _thresholds = thresholds;

    /// <summary>Engine time of the last breakout, or nothing.</summary>
    public Timestamp? LastBreakout { get; private set; }

    /// <summary>Takes one price and the volatility before and including it.</summary>
    public void Observe(Timestamp now, double price, Timestamp observed, in EwmaVolatility volatility)
    {
        if (_count > 0)
        {
            if (observed <= _samples[_newest].Observed)
            {
                return;
            }

            ref readonly var start = ref HorizonStart(observed);
            if (IsBreakout(start, price, observed))
            {
                LastBreakout = now;
            }

            if (observed - _samples[_newest].Observed < SampleSpacing)
            {
                return;
            }
        }

        _newest = (_newest + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
        _samples[_newest] = new Sample
        {
            Price = price,
            Observed = observed,
            VariancePerSecond = volatility.VariancePerSecond,
            IsWarm = volatility.IsWarm,
        };
    }

    private bool IsBreakout(in Sample start, double price, Timestamp observed)
    {
        var move = Math.Abs(Math.Log(price / start.Price));
        if (_thresholds.Return > 0 && move > _thresholds.Return)
        {
            return true;
        }

        var seconds = Math.Min((observed - start.Observed).TotalSeconds, _thresholds.Horizon.TotalSeconds);
        return start.IsWarm && move > _thresholds.Deviations * Math.Sqrt(start.VariancePerSecond * seconds);
    }

    // The newest sample that is at least a horizon old, else the oldest there is.
    private ref readonly Sample HorizonStart(Timestamp observed)
    {
        var from = observed - _thresholds.Horizon;
        for (var back = 0; back < _count - 1; back++)
        {
            var index = (_newest - back + Capacity) % Capacity;
            if (_samples[index].Observed <= from)
            {
                return ref _samples[index];
            }
        }

        return ref _samples[(_newest - _count + 1 + Capacity) % Capacity];
    }

    private struct Sample
    {
        public double Price;
        public double VariancePerSecond;
        public Timestamp Observed;
        public bool IsWarm;
    }
}
