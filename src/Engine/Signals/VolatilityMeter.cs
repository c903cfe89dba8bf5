using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>The volatility that models use: exponentially weighted and realised, sampled no closer than the runs of the price.</summary>
internal sealed class VolatilityMeter
{
    private readonly VolatilityOptions _options;
    private readonly RealisedVariance _realised;
    private readonly double _floor;
    private EwmaVolatility _weighted;
    private Timestamp? _last;

    public VolatilityMeter(VolatilityOptions options)
    {
        _options = options;
        _weighted = new EwmaVolatility(options.HalfLife, options.WarmUp);
        _realised = new RealisedVariance(options.RealisedWindow);
        _floor = options.Floor * options.Floor;
    }

    public VolatilityState State
    {
        get
        {
            var realised = _realised.VariancePerSecond;
            return new VolatilityState(
                _weighted.IsWarm,
                Math.Max(_weighted.VariancePerSecond, _floor),
                _weighted.DriftPerSecond,
                realised > 0 ? Math.Max(realised, _floor) : 0,
                _options.FromExchange);
        }
    }

    public void Observe(double price, Timestamp observed)
    {
        if (_last is { } last && (observed <= last || observed - last < _options.Spacing))
        {
            return;
        }

        _last = observed;
        _weighted.Observe(price, observed);
        _realised.Observe(price, observed);
    }
}
