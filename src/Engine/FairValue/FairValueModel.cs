using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.FairValue;

/// <summary>
/// The fair value of one window: its settlement terms, its strike, and what its underlying has shown so far. Nothing is known before
/// the open, because the strike is random until then.
/// </summary>
internal sealed class FairValueModel
{
    private readonly MarketSpec _spec;
    private readonly UnderlyingSignal _underlying;
    private readonly FairValueOptions _options;
    private readonly Duration _maximumAge;
    private readonly SettlementTerms _terms;
    private StrikeKeeper _strike;

    public FairValueModel(MarketSpec spec, UnderlyingSignal underlying, SignalOptions options)
    {
        _spec = spec;
        _underlying = underlying;
        _options = options.FairValue;
        _maximumAge = options.OracleMaximumAge;
        _terms = SettlementTerms.Of(spec.Settlement, options.FairValue.Settlement);
    }

    /// <summary>What the window must reach, or nothing.</summary>
    public OraclePrice? Strike => _strike.Value;

    /// <summary>Looks for the strike in what the stream has published since; to be called with each of its prices.</summary>
    /// <returns><see cref="Reason.SettlementMismatch"/> where this call found a contradiction, else none.</returns>
    public Reason SeekStrike()
    {
        // The value at the open comes only afterwards, and a market may be added late: it is looked for until found.
        if (_strike.IsFromStream || _terms.Source != SettlementSource.Oracle)
        {
            return Reason.None;
        }

        var stream = _terms.IsAverage ? _underlying.Averages : _underlying.Spots;
        if (stream.TryExact(stream.SlotOf(_spec.Opens), out var price))
        {
            var before = _strike.IsMismatch;
            _strike.TakeFromStream(price, _options.Settlement.StrikeToleranceBillionths);
            return _strike.IsMismatch && !before ? Reason.SettlementMismatch : Reason.None;
        }

        return Reason.None;
    }

    /// <summary>Takes the market's own price to beat.</summary>
    /// <returns><see cref="Reason.SettlementMismatch"/> where it contradicts the stream or what the market told before, else none.</returns>
    public Reason ConfirmStrike(OraclePrice priceToBeat)
    {
        _ = SeekStrike();
        _strike.TakeFromMarket(priceToBeat, _options.Settlement.StrikeToleranceBillionths);
        return _strike.IsMismatch ? Reason.SettlementMismatch : Reason.None;
    }

    public FairValueEstimate Estimate(Timestamp now)
    {
        if (_terms.Source == SettlementSource.Unknown)
        {
            return FairValueEstimate.None(Reason.SettlementRuleUnknown);
        }

        if (now < _spec.Opens)
        {
            return FairValueEstimate.None(Reason.NotYetOpen);
        }

        if (_terms.Source == SettlementSource.Exchange && now >= _spec.Closes)
        {
            // The candle has closed at a price that is not told here.
            return FairValueEstimate.None(Reason.PhaseDone);
        }

        if (_strike.IsMismatch)
        {
            return FairValueEstimate.None(Reason.SettlementMismatch);
        }

        if (_strike.Value is not { } strike)
        {
            var isDue = now >= _spec.Opens + _options.Settlement.PublicationLag;
            return FairValueEstimate.None(isDue ? Reason.StrikeUnknown : Reason.NotYetOpen);
        }

        var last = _terms.Source == SettlementSource.Exchange ? _underlying.LastExchange : _underlying.LastSpot;
        if (last is not { } reference || now - reference.Observed > _maximumAge)
        {
            return FairValueEstimate.None(Reason.OracleStale);
        }

        var volatility = _underlying.Volatility;
        return !volatility.IsWarm ? FairValueEstimate.None(Reason.VolatilityWarmingUp)
            : !TryState(reference, strike, out var state) ? FairValueEstimate.None(Reason.ObservationsMissing)
            : new FairValueEstimate(
                Probability(state, reference.Price, strike.ToDouble(), volatility),
                volatility.DeviationPerSecond,
                state.SecondsLeft);
    }

    private double Probability(in AverageState state, double price, double strike, in VolatilityState volatility)
    {
        var drift = _options.DriftShare * volatility.DriftPerSecond;
        return _options.Jumps.AreCalibrated && !_terms.IsAverage && state.Observed == 0
            ? JumpProbability.Up(price, strike, state.SecondsLeft, _options.Jumps.Split(volatility.VariancePerSecond), drift).Up
            : AverageProbability.Up(state, volatility.VariancePerSecond, drift);
    }

    private bool TryState(in StampedPrice reference, OraclePrice strike, out AverageState state)
    {
        var spots = _underlying.Spots;
        var cadence = _terms.Cadence.TotalSeconds;
        var close = spots.SlotOf(_spec.Closes);
        var first = close - _terms.Observations + 1;
        var seen = _terms.Source == SettlementSource.Oracle && spots.Newest is { } newest ? Math.Min(newest, close) : first - 1;
        var sum = 0.0;
        if (seen >= first && !spots.TrySum(first, seen, out sum))
        {
            state = default;
            return false;
        }

        var observed = (int)Math.Max(0, seen - first + 1);
        var next = spots.MomentOf(first + observed);
        state = new AverageState(
            reference.Price, strike.ToDouble(), _terms.Observations, observed, sum, Math.Max(0, (next - reference.Observed).TotalSeconds), cadence);
        return true;
    }
}
