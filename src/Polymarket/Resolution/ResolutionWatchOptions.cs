using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>Timing of the questions for a resolution.</summary>
public sealed record ResolutionWatchOptions
{
    /// <summary>The first question goes out this long after the end. Default 5 s; the venue needs 53 to 152 s.</summary>
    public Duration FirstAfter { get; init; } = Duration.FromSeconds(5);

    /// <summary>Between two rounds. Default 5 s; after <see cref="Fresh"/> six times as long.</summary>
    public Duration RoundPause { get; init; } = Duration.FromSeconds(5);

    /// <summary>Default 5 min after the end.</summary>
    public Duration Fresh { get; init; } = Duration.FromSeconds(300);

    /// <summary>Until this long after the end only Gamma is asked, which is usually first. Default 90 s.</summary>
    public Duration OthersAfter { get; init; } = Duration.FromSeconds(90);
}
