using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>
/// Exponentially weighted variance and mean of log returns per second, for ticks at irregular times: a tick after dt seconds weighs
/// 1 − exp(−dt / τ), τ = half-life / ln 2 (RiskMetrics 1996, with the decay in time instead of ticks). The variance is about zero,
/// not about the mean.
/// </summary>
internal struct EwmaVolatility
{
    private readonly double _tauSeconds;
    private readonly Duration _warmUp;
    private double _last;
    private Timestamp _first;
    private Timestamp _lastObserved;
    private int _returns;

    public EwmaVolatility(Duration halfLife, Duration warmUp)
    {
        _tauSeconds = halfLife.TotalSeconds / Math.Log(2);
        _warmUp = warmUp;
    }

    /// <summary>Variance of the log return over one second.</summary>
    public double VariancePerSecond { get; private set; }

    /// <summary>Mean log return over one second. Its own standard error is σ / √(2τ).</summary>
    public double DriftPerSecond { get; private set; }

    /// <summary>Standard deviation of the log return over one second.</summary>
    public readonly double DeviationPerSecond => Math.Sqrt(VariancePerSecond);

    /// <summary>The prices seen cover the warm-up span and hold at least ten returns.</summary>
    public readonly bool IsWarm => _returns >= 10 && _lastObserved - _first >= _warmUp;

    /// <summary>Takes one price; one that is not later than the last is left out.</summary>
    public void Observe(double price, Timestamp observed)
    {
        if (_last > 0 && observed > _lastObserved)
        {
            var seconds = (observed - _lastObserved).TotalSeconds;
            var logReturn = Math.Log(price / _last);
            var sample = logReturn * logReturn / seconds;

            // The plain mean of the first samples, until the exponential weight is the larger one.
            var weight = Math.Max(1 - Math.Exp(-seconds / _tauSeconds), 1.0 / (_returns + 1));
            VariancePerSecond += weight * (sample - VariancePerSecond);
            DriftPerSecond += weight * ((logReturn / seconds) - DriftPerSecond);
            _returns = Math.Min(_returns + 1, 1_000_000);
        }
        else if (_last > 0)
        {
            return;
        }
        else
        {
            _first = observed;
        }

        _last = price;
        _lastObserved = observed;
    }
}
