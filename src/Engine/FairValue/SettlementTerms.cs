using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.FairValue;

/// <summary>Whose prices decide.</summary>
public enum SettlementSource : byte
{
    /// <summary>None is known: the window is not priced.</summary>
    Unknown,

    /// <summary>The settlement oracle's stream; the value at the open is the strike.</summary>
    Oracle,

    /// <summary>An exchange's candle; its open is taken from the market's price to beat alone.</summary>
    Exchange,
}

/// <summary>A settlement rule in numbers: the mean of so many observations, at this cadence, the last one at the close.</summary>
public readonly record struct SettlementTerms
{
    /// <summary>Span of the venue's time-weighted average.</summary>
    public static readonly Duration AverageLookback = Duration.FromSeconds(60);

    private SettlementTerms(SettlementSource source, int observations, Duration cadence)
    {
        Source = source;
        Observations = observations;
        Cadence = cadence;
    }

    public SettlementSource Source { get; }

    /// <summary>Observations in the mean; 1 is the price at the moment itself; 0 where the rule is unknown.</summary>
    public int Observations { get; }

    public Duration Cadence { get; }

    /// <summary>The strike, too, is the mean of the observations up to the open.</summary>
    public bool IsAverage => Observations > 1;

    /// <summary>The terms of a rule; an unknown rule has none and is never priced.</summary>
    public static SettlementTerms Of(SettlementRule rule, SettlementOptions options) => rule switch
    {
        SettlementRule.TimeWeightedAverage60Seconds =>
            new(SettlementSource.Oracle, (int)(AverageLookback.Micros / options.Cadence.Micros), options.Cadence),
        SettlementRule.Spot => new(SettlementSource.Oracle, 1, options.Cadence),
        SettlementRule.ExchangeCandle => new(SettlementSource.Exchange, 1, options.Cadence),
        _ => default,
    };
}
