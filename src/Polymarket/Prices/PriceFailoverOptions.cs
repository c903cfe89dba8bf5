using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices;

/// <summary>When the price sources change over.</summary>
public sealed record PriceFailoverOptions
{
    /// <summary>
    /// Without a spot price of the first source this long, the second is asked for. Default 3 s, above 1 s: the first speaks once a
    /// second, and a price older than a few seconds is not traded on.
    /// </summary>
    public Duration Patience { get; init; } = Duration.FromSeconds(3);

    /// <summary>The first source must have spoken without a pause above <see cref="Patience"/> this long before it leads again. Default 10 s.</summary>
    public Duration Probation { get; init; } = Duration.FromSeconds(10);
}
