using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange;

/// <summary>Settings of the exchange. Validated by <see cref="Validate"/> when the exchange is made.</summary>
public sealed record ExchangeOptions
{
    /// <summary>How long a marketable order is held on listings with a taker delay. Default 150 ms, 0 to 500 ms; the venue had 250, 50 and 150.</summary>
    public Duration TakerHold { get; init; } = Duration.FromMilliseconds(150);

    /// <summary>Earliest MINED after the match. Default 2 s, at least 0.</summary>
    public Duration MinedMin { get; init; } = Duration.FromSeconds(2);

    /// <summary>Latest MINED after the match. Default 8 s, at least <see cref="MinedMin"/>.</summary>
    public Duration MinedMax { get; init; } = Duration.FromSeconds(8);

    /// <summary>Earliest CONFIRMED after the match, never before MINED. Default 5 s, at least 0.</summary>
    public Duration ConfirmedMin { get; init; } = Duration.FromSeconds(5);

    /// <summary>Latest CONFIRMED after the match. Default 30 s, at least <see cref="ConfirmedMin"/> and <see cref="MinedMax"/>.</summary>
    public Duration ConfirmedMax { get; init; } = Duration.FromSeconds(30);

    /// <summary>Probability that a trade's first transaction does not go through and is tried again. Default 0, 0 to 1.</summary>
    public double RetryProbability { get; init; }

    /// <summary>Probability that a trade fails for good, after a retry. Default 0, 0 to 1.</summary>
    public double FailureProbability { get; init; }

    /// <summary>How long after the end orders are still taken, where the result is not told earlier. Default 90 s, 0 to 1 h.</summary>
    public Duration TradingAfterEnd { get; init; } = Duration.FromSeconds(90);

    /// <summary>Earliest result after the end. Default 53 s (observed 53 to 152 s), at least 0.</summary>
    public Duration ResolutionMin { get; init; } = Duration.FromSeconds(53);

    /// <summary>Half of the results are told by then. Default 55 s, at least <see cref="ResolutionMin"/>.</summary>
    public Duration ResolutionMedian { get; init; } = Duration.FromSeconds(55);

    /// <summary>Latest result after the end. Default 152 s, at least <see cref="ResolutionMedian"/>.</summary>
    public Duration ResolutionMax { get; init; } = Duration.FromSeconds(152);

    /// <summary>How long after its observation a price of the underlying is published. Default 1.3 s (measured for Chainlink over RTDS), 0 to 60 s.</summary>
    public Duration OraclePublicationLag { get; init; } = Duration.FromMilliseconds(1_300);

    /// <summary>When the price to beat is shown, after the open. Default 5 s, 1 to 300 s.</summary>
    public Duration PriceToBeatDelay { get; init; } = Duration.FromSeconds(5);

    /// <summary>Silence after which a credential's orders are swept. Default 10 s, more than 0.</summary>
    public Duration HeartbeatTimeout { get; init; } = Duration.FromSeconds(10);

    /// <summary>How often the sweep runs, on multiples of itself. Default 5 s, more than 0.</summary>
    public Duration SweepInterval { get; init; } = Duration.FromSeconds(5);

    /// <summary>The stated end of a good-till-date order lies at least this far ahead. Default 180 s, at least <see cref="DateOrderLead"/>, at most 1 h.</summary>
    public Duration DateOrderMinimum { get; init; } = Duration.FromSeconds(180);

    /// <summary>A good-till-date order ends this long before its stated end. Default 60 s, at least 0.</summary>
    public Duration DateOrderLead { get; init; } = Duration.FromSeconds(60);

    /// <summary>
    /// Whether the market's minimum size binds immediate sells. Default true, the careful reading: the venue does not document it.
    /// Immediate buys are bound by the one-dollar minimum alone, as prints of about one share show.
    /// </summary>
    public bool MinimumSizeBindsImmediateSells { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Require(TakerHold, Duration.Zero, Duration.FromMilliseconds(500), nameof(TakerHold));
        Require(MinedMin, Duration.Zero, MinedMax, nameof(MinedMin));
        Require(ConfirmedMin, Duration.Zero, ConfirmedMax, nameof(ConfirmedMin));
        Require(MinedMax, MinedMin, ConfirmedMax, nameof(MinedMax));
        Require(RetryProbability, nameof(RetryProbability));
        Require(FailureProbability, nameof(FailureProbability));
        Require(TradingAfterEnd, Duration.Zero, Duration.FromSeconds(3_600), nameof(TradingAfterEnd));
        Require(ResolutionMin, Duration.Zero, ResolutionMedian, nameof(ResolutionMin));
        Require(ResolutionMedian, ResolutionMin, ResolutionMax, nameof(ResolutionMedian));
        Require(OraclePublicationLag, Duration.Zero, Duration.FromSeconds(60), nameof(OraclePublicationLag));
        Require(PriceToBeatDelay, Duration.FromSeconds(1), Duration.FromSeconds(300), nameof(PriceToBeatDelay));
        Require(DateOrderMinimum, DateOrderLead, Duration.FromSeconds(3_600), nameof(DateOrderMinimum));
        Require(DateOrderLead, Duration.Zero, DateOrderMinimum, nameof(DateOrderLead));
        Require(HeartbeatTimeout, new Duration(1), Duration.FromSeconds(3_600), nameof(HeartbeatTimeout));
        Require(SweepInterval, new Duration(1), Duration.FromSeconds(3_600), nameof(SweepInterval));
    }

    private static void Require(Duration value, Duration low, Duration high, string name)
    {
        if (value < low || value > high)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between {low} and {high}.");
        }
    }

    private static void Require(double probability, string name)
    {
        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, probability, $"{name} must lie between 0 and 1.");
        }
    }
}
