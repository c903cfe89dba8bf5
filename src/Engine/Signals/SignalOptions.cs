using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Signals.Momentum;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>Settings of signals and of how old data may be.</summary>
public sealed record SignalOptions
{
    /// <summary>
    /// Whether opening needs a fresh price of the underlying and a warm volatility. Default true. False waives the staleness,
    /// warm-up and breakout gates, for recordings that carry no such price.
    /// </summary>
    public bool RequireOracle { get; init; } = true;

    /// <summary>Greatest age of the underlying's price, by the feed's own timestamp. Default 5 s; range 0.1 to 600 s.</summary>
    public Duration OracleMaximumAge { get; init; } = Duration.FromSeconds(5);

    /// <summary>Half-life of the exponentially weighted variance. Default 60 s; range 1 to 3 600 s.</summary>
    public Duration VolatilityHalfLife { get; init; } = Duration.FromSeconds(60);

    /// <summary>Span of prices needed before the variance is believed. Default 30 s; range 1 to 3 600 s.</summary>
    public Duration VolatilityWarmUp { get; init; } = Duration.FromSeconds(30);

    /// <summary>Span of the return that a breakout is measured over. Default 10 s; range 1 to 12 s (the price ring holds 12.8 s).</summary>
    public Duration BreakoutHorizon { get; init; } = Duration.FromSeconds(10);

    /// <summary>Breakout threshold in standard deviations of the horizon's return. Default 4; range 1 to 100.</summary>
    public double BreakoutDeviations { get; init; } = 4;

    /// <summary>Fixed threshold of the absolute return, used besides the deviations where positive. Default 0 (off); range 0 to 1.</summary>
    public double BreakoutFixedReturn { get; init; }

    /// <summary>How long after the last breakout nothing is opened. Default 15 s; range 0 to 3 600 s.</summary>
    public Duration BreakoutPause { get; init; } = Duration.FromSeconds(15);

    /// <summary>A market without book change or trade for longer is not active. Default 10 s; range 0.1 to 600 s.</summary>
    public Duration ActiveMarketWithin { get; init; } = Duration.FromSeconds(10);

    /// <summary>No market data at all for longer cancels the market's orders. Default 8 s; range 0.5 to 600 s.</summary>
    public Duration DataGap { get; init; } = Duration.FromSeconds(8);

    /// <summary>Greatest age of the direct exchange price before sizes shrink. Default 3 s; range 0.1 to 600 s.</summary>
    public Duration ExchangeMaximumAge { get; init; } = Duration.FromSeconds(3);

    /// <summary>Share of the ordinary size traded while the exchange price is stale or was never seen. Default 50 percent; range 0 to 100.</summary>
    public int ExchangeStaleSizePercent { get; init; } = 50;

    /// <summary>Relative difference of oracle and exchange price that is warned of. Default 0.002; range 0.00001 to 1.</summary>
    public double DisagreementReturn { get; init; } = 0.002;

    /// <summary>
    /// How long the venue's answer on an order's scoring is believed. Default 120 s (it samples once a minute); range 1 to 3 600 s.
    /// </summary>
    public Duration ScoringMaximumAge { get; init; } = Duration.FromSeconds(120);

    public VolatilityOptions Volatility { get; init; } = new();

    public FairValueOptions FairValue { get; init; } = new();

    public ToxicityOptions Toxicity { get; init; } = new();

    public MomentumOptions Momentum { get; init; } = new();

    internal void Validate(OptionErrors errors, string key)
    {
        var longest = Duration.FromSeconds(600);
        var hour = Duration.FromSeconds(3600);
        var second = Duration.FromSeconds(1);
        errors.Range(key + ".oracleMaximumAge", OracleMaximumAge, Duration.FromMilliseconds(100), longest);
        errors.Range(key + ".volatilityHalfLife", VolatilityHalfLife, second, hour);
        errors.Range(key + ".volatilityWarmUp", VolatilityWarmUp, second, hour);
        errors.Range(key + ".breakoutHorizon", BreakoutHorizon, second, Duration.FromSeconds(12));
        errors.Range(key + ".breakoutDeviations", BreakoutDeviations, 1.0, 100.0);
        errors.Range(key + ".breakoutFixedReturn", BreakoutFixedReturn, 0.0, 1.0);
        errors.Range(key + ".breakoutPause", BreakoutPause, Duration.Zero, hour);
        errors.Range(key + ".activeMarketWithin", ActiveMarketWithin, Duration.FromMilliseconds(100), longest);
        errors.Range(key + ".dataGap", DataGap, Duration.FromMilliseconds(500), longest);
        errors.Range(key + ".exchangeMaximumAge", ExchangeMaximumAge, Duration.FromMilliseconds(100), longest);
        errors.Range(key + ".exchangeStaleSizePercent", ExchangeStaleSizePercent, 0, 100);
        errors.Range(key + ".disagreementReturn", DisagreementReturn, 0.00001, 1.0);
        errors.Range(key + ".scoringMaximumAge", ScoringMaximumAge, second, hour);
        Volatility.Validate(errors, key + ".volatility");
        FairValue.Validate(errors, key + ".fairValue");
        Toxicity.Validate(errors, key + ".toxicity");
        Momentum.Validate(errors, key + ".momentum");
    }
}
