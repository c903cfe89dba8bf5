using PolyCloud.Engine.Effects;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Signals.Momentum;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>
/// What is known of one underlying. The oracle's spot and the direct exchange price are followed apart, because a difference
/// between two sources is no return; either may show a breakout. The averaged stream lags by half its span, gates nothing and gives
/// the strikes.
/// </summary>
internal sealed class UnderlyingSignal
{
    private readonly SignalOptions _options;
    private readonly BreakoutDetector _spotBreakout;
    private readonly BreakoutDetector _exchangeBreakout;
    private readonly BreakoutDetector _spotFastMove;
    private readonly BreakoutDetector _exchangeFastMove;
    private readonly VolatilityMeter _volatility;
    private readonly MomentumMeter _momentum;
    private EwmaVolatility _spot;
    private EwmaVolatility _exchange;

    public UnderlyingSignal(string asset, SignalOptions options)
    {
        Asset = asset;
        _options = options;
        _spot = new EwmaVolatility(options.VolatilityHalfLife, options.VolatilityWarmUp);
        _exchange = new EwmaVolatility(options.VolatilityHalfLife, options.VolatilityWarmUp);
        var breakout = new MoveThresholds(options.BreakoutHorizon, options.BreakoutDeviations, options.BreakoutFixedReturn);
        _spotBreakout = new BreakoutDetector(breakout);
        _exchangeBreakout = new BreakoutDetector(breakout);
        var toxicity = options.Toxicity;
        var fastMove = new MoveThresholds(toxicity.FastMoveHorizon, toxicity.FastMoveDeviations, toxicity.FastMoveReturn);
        _spotFastMove = new BreakoutDetector(fastMove);
        _exchangeFastMove = new BreakoutDetector(fastMove);
        _volatility = new VolatilityMeter(options.Volatility);
        _momentum = new MomentumMeter(options.Momentum);
        var settlement = options.FairValue.Settlement;
        Spots = new ObservationRing(settlement.Cadence, settlement.LongestBridge);
        Averages = new ObservationRing(settlement.Cadence, settlement.LongestBridge);
    }

    public string Asset { get; }

    /// <summary>What the exchanges say, each by itself.</summary>
    public FastPrices Fast { get; } = new();

    public double DeviationPerSecond => _spot.DeviationPerSecond;

    /// <summary>The oracle's spot, one observation per cadence.</summary>
    public ObservationRing Spots { get; }

    /// <summary>The oracle's averages, one per cadence: only these are ever a strike of the average rule.</summary>
    public ObservationRing Averages { get; }

    /// <summary>The oracle's spot with the latest timestamp, or nothing.</summary>
    public StampedPrice? LastSpot { get; private set; }

    /// <summary>The exchange's price with the latest timestamp, or nothing.</summary>
    public StampedPrice? LastExchange { get; private set; }

    public VolatilityState Volatility => _volatility.State;

    public MomentumState Momentum => _momentum.State;

    /// <summary>Engine time of the last fast move of either price, or nothing.</summary>
    public Timestamp? LastFastMove => _spotFastMove.LastBreakout is { } spot && _exchangeFastMove.LastBreakout is { } exchange
        ? Timestamp.Later(spot, exchange)
        : _spotFastMove.LastBreakout ?? _exchangeFastMove.LastBreakout;

    /// <summary>Takes one tick. A price that is not positive, or from later than two seconds ahead of the engine's clock, is refused.</summary>
    public bool Observe(Timestamp now, in OracleTick tick)
    {
        if (tick.Price.Units <= 0 || tick.Observed > now + Duration.FromSeconds(2))
        {
            return false;
        }

        switch (tick.Source)
        {
            case OracleSource.Spot:
                Spots.Observe(tick.Price, tick.Observed);
                ObserveSpot(now, tick.Price.ToDouble(), tick.Observed);
                return true;
            case OracleSource.Exchange:
                ObserveExchange(now, tick.Price.ToDouble(), tick.Observed);
                return true;
            case OracleSource.TimeWeightedAverage60Seconds:
                Averages.Observe(tick.Price, tick.Observed);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes a price of the direct exchange socket: dollars, positive, with the exchange's timestamp.</summary>
    public void ObserveExchange(Timestamp now, double price, Timestamp observed)
    {
        LastExchange = Later(LastExchange, price, observed);
        _exchange.Observe(price, observed);
        _exchangeBreakout.Observe(now, price, observed, _exchange);
        _exchangeFastMove.Observe(now, price, observed, _exchange);
        if (_options.Volatility.FromExchange)
        {
            _volatility.Observe(price, observed);
        }
    }

    /// <summary>How far the prices can be trusted now.</summary>
    public OracleHealth Health(Timestamp now)
    {
        if (_options.RequireOracle && IsOlder(LastSpot, now, _options.OracleMaximumAge))
        {
            return new OracleHealth(Reason.OracleStale, 0, Reason.None);
        }

        if (IsOlder(LastExchange, now, _options.ExchangeMaximumAge))
        {
            return new OracleHealth(Reason.None, _options.ExchangeStaleSizePercent, Reason.FastPriceStale);
        }

        var disagree = LastSpot is { } spot && LastExchange is { } exchange
            && Math.Abs((spot.Price / exchange.Price) - 1) > _options.DisagreementReturn;
        return new OracleHealth(Reason.None, 100, disagree ? Reason.OracleDisagreement : Reason.None);
    }

    /// <summary>The next moment after <paramref name="now"/> at which <see cref="Health"/> changes without a price.</summary>
    public Timestamp NextHealthChange(Timestamp now)
    {
        var step = new Duration(1);
        var next = Timestamp.Never;
        next = LastSpot is { } spot ? Future(now, spot.Observed + _options.OracleMaximumAge + step, next) : next;
        return LastExchange is { } exchange ? Future(now, exchange.Observed + _options.ExchangeMaximumAge + step, next) : next;
    }

    /// <summary>Why the underlying forbids opening now, or <see cref="Reason.None"/>. A price never seen is infinitely old.</summary>
    public Reason Verdict(Timestamp now)
    {
        if (!_options.RequireOracle)
        {
            return Reason.None;
        }

        if (IsOlder(LastSpot, now, _options.OracleMaximumAge))
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
        if (_options.RequireOracle && LastSpot is { } last)
        {
            next = Future(now, last.Observed + _options.OracleMaximumAge + new Duration(1), next);
            next = BreakoutEnd(_spotBreakout, now, next);
            next = BreakoutEnd(_exchangeBreakout, now, next);
        }

        return next;
    }

    private void ObserveSpot(Timestamp now, double price, Timestamp observed)
    {
        LastSpot = Later(LastSpot, price, observed);
        _spot.Observe(price, observed);
        _spotBreakout.Observe(now, price, observed, _spot);
        _spotFastMove.Observe(now, price, observed, _spot);
        _momentum.Observe(price, observed);
        if (!_options.Volatility.FromExchange)
        {
            _volatility.Observe(price, observed);
        }
    }

    // A price never seen is infinitely old.
    private static bool IsOlder(StampedPrice? price, Timestamp now, Duration age) => price is not { } known || now - known.Observed > age;

    private static StampedPrice? Later(StampedPrice? last, double price, Timestamp observed) =>
        last is { } known && known.Observed >= observed ? last : new StampedPrice(price, observed);

    private bool IsPausedBy(BreakoutDetector detector, Timestamp now) =>
        detector.LastBreakout is { } breakout && now - breakout < _options.BreakoutPause;

    private Timestamp BreakoutEnd(BreakoutDetector detector, Timestamp now, Timestamp next) =>
        detector.LastBreakout is { } breakout ? Future(now, breakout + _options.BreakoutPause, next) : next;

    private static Timestamp Future(Timestamp now, Timestamp moment, Timestamp next) =>
        moment > now ? Timestamp.Earlier(moment, next) : next;
}
