using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Geoblock;

/// <summary>Timing of a check that is repeated for as long as there is trading.</summary>
public sealed record AccessCheckOptions
{
    /// <summary>Between two answers. Default 5 min, range 30 s to 1 h.</summary>
    public Duration Every { get; init; } = Duration.FromSeconds(300);

    /// <summary>Pause before a question without an answer is repeated. Default 10 s.</summary>
    public Duration RetryPause { get; init; } = Duration.FromSeconds(10);

    /// <summary>A permission counts this long without a new answer, then no more. Default 10 min, longer than <see cref="Every"/>.</summary>
    public Duration Patience { get; init; } = Duration.FromSeconds(600);
}
