using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.FairValue;

/// <summary>Settings of the streams that windows settle on.</summary>
public sealed record SettlementOptions
{
    /// <summary>The average's observations in one lookback; more are not kept.</summary>
    internal const int MaximumObservations = 240;

    /// <summary>Time between two observations of the stream. Default 1 s; range 0.25 to 10 s, a whole part of 60 s.</summary>
    public Duration Cadence { get; init; } = Duration.FromSeconds(1);

    /// <summary>
    /// How long after its moment an observation is usually known. Default 1.3 s (median over RTDS); range 0 to 30 s. The opening
    /// value is not called missing before; afterwards the observations' own timestamps say how old they are.
    /// </summary>
    public Duration PublicationLag { get; init; } = Duration.FromMilliseconds(1_300);

    /// <summary>
    /// How far the market's price to beat may lie from the stream's value at the open, in billionths of it. Default 1 000
    /// (0.06 dollar at 60 000, the venue's text being shorter than the stream's); range 0 to 1 000 000.
    /// </summary>
    public int StrikeToleranceBillionths { get; init; } = 1_000;

    /// <summary>
    /// Longest run of missed observations that is bridged by a straight line inside an average. Default 5 s; range 0 to 30 s.
    /// </summary>
    public Duration LongestBridge { get; init; } = Duration.FromSeconds(5);

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".cadence", Cadence, Duration.FromMilliseconds(250), Duration.FromSeconds(10));
        errors.Range(key + ".publicationLag", PublicationLag, Duration.Zero, Duration.FromSeconds(30));
        errors.Range(key + ".strikeToleranceBillionths", StrikeToleranceBillionths, 0, 1_000_000);
        errors.Range(key + ".longestBridge", LongestBridge, Duration.Zero, Duration.FromSeconds(30));
        var rest = Cadence.Micros > 0 ? SettlementTerms.AverageLookback.Micros % Cadence.Micros : 0;
        errors.Range(key + ".cadence (rest of 60 s)", new Duration(rest), Duration.Zero, Duration.Zero);
    }
}
