using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>
/// What is known of one underlying. The oracle's spot and the direct exchange price are followed apart, because a difference
/// between two sources is no return; either may show a breakout. The averaged stream lags by half its span and gates nothing.
/// </summary>
internal sealed class UnderlyingSignal
{
    private readonly SignalOptions _options;
    private readonly BreakoutDetector _spotBreakout;
    private readonly BreakoutDetector _exchangeBreakout;
    private EwmaVolatility _spot;
    private EwmaVolatility _exchange;
    private Timestamp? _lastSpot;

    public UnderlyingSignal(string asset, SignalOptions options)
    {
        Asset = asset;
        _options = options;
        _spot = new EwmaVolatility(options.VolatilityHalfLife, options.VolatilityWarmUp);
        _exchange = new EwmaVolatility(options.VolatilityHalfLife, options.VolatilityWarmUp);
        _spotBreakout = new BreakoutDetector(options);
        _exchangeBreakout = new BreakoutDetector(options);
    }

    public string Asset { get; }

    /// <summary>What the exchanges say, each by itself.</summary>
    public FastPrices Fast { get; } = new();

    public double DeviationPerSecond => _spot.DeviationPerSecond;

    /// <summary>Takes one tick. A price that is not positive, or from later than two seconds ahead of the engine's clock, is refused.</summary>
    public bool Observe(Timestamp now, in OracleTick tick)
    {
        if (tick.Price.Units <= 0 || tick.Observed > now + Duration.FromSeconds(2))
        {
            return false;
        }

        var price = tick.Price.ToDouble();
        switch (tick.Source)
        {
            case OracleSource.Spot:
                if (_lastSpot is null || tick.Observed > _lastSpot.Value)
                {
                    _lastSpot = tick.Observed;
                }

                _spot.Observe(price, tick.Observed);
                _spotBreakout.Observe(now, price, tick.Observed, _spot);
                return true;
            case OracleSource.Exchange:
                _exchange.Observe(price, tick.Observed);
                _exchangeBreakout.Observe(now, price, tick.Observed, _exchange);
                return true;
            default:
                return tick.Source == OracleSource.TimeWeightedAverage60Seconds;
        }
    }

    /// <summary>Why the underlying forbids opening now, or <see cref="Reason.None"/>. A price never seen is infinitely old.</summary>
    public Reason Verdict(Timestamp now)
    {
        if (!_options.RequireOracle)
        {
            return Reason.None;
        }

        if (_lastSpot is not { } last || now - last > _options.OracleMaximumAge)
        {
            return Reason.OracleStale;
        }

        if (!_spot.IsWarm)
        {
            return Reason.VolatilityWarmingUp;
        }

        return IsPausedBy(_spotBreakout, now) || IsPausedBy(_exchangeBreakout, now) ? Reason.BreakoutInUnderlying : Reason.None;
    }

    /// <summary>The next moment after <paramref name="now"/> at which the verdict changes without a tick.</summary>
    public Timestamp NextChange(Timestamp now)
    {
        var next = Timestamp.Never;
        if (_options.RequireOracle && _lastSpot is { } last)
        {
            next = Future(now, last + _options.OracleMaximumAge + new Duration(1), next);
            next = BreakoutEnd(_spotBreakout, now, next);
            next = BreakoutEnd(_exchangeBreakout, now, next);
        }

        return next;
    }

    private bool IsPausedBy(BreakoutDetector detector, Timestamp now) =>
        detector.LastBreakout is { } breakout && now - breakout < _options.BreakoutPause;

    private Timestamp BreakoutEnd(BreakoutDetector detector, Timestamp now, Timestamp next) =>
        detector.LastBreakout is { } breakout ? Future(now, breakout + _options.BreakoutPause, next) : next;

    private static Timestamp Future(Timestamp now, Timestamp moment, Timestamp next) =>
        moment > now ? Timestamp.Earlier(moment, next) : next;
}
