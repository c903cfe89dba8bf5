using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>How the chain's endpoints are asked and judged.</summary>
public sealed record RpcOptions
{
    /// <summary>More are never useful to one wallet, and each is an address to configure.</summary>
    public const int MaximumEndpoints = 3;

    /// <summary>Endpoints in use, the first of <see cref="Http.VenueService.FirstNode"/> and so on. Default 1, 1 to 3.</summary>
    public int Endpoints { get; init; } = 1;

    /// <summary>An answer that takes longer is given up and asked elsewhere. Default 5 s.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(5);

    /// <summary>A newest block older than this shows an endpoint that is behind. Default 30 s: 15 blocks.</summary>
    public Duration HeadAgeMaximum { get; init; } = Duration.FromSeconds(30);

    /// <summary>A newest block further in the future than this is no block. Default 30 s, for clocks that are off.</summary>
    public Duration HeadLeadMaximum { get; init; } = Duration.FromSeconds(30);

    /// <summary>
    /// An endpoint may go back by this many blocks (a reorganisation), and be behind the second-highest endpoint by as many.
    /// Default 16.
    /// </summary>
    public long HeadStepBackMaximum { get; init; } = 16;

    /// <summary>A failing endpoint rests this long at first, doubled up to 32 times. Default 5 s.</summary>
    public Duration Rest { get; init; } = Duration.FromSeconds(5);

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Endpoints, 1, nameof(Endpoints));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Endpoints, MaximumEndpoints, nameof(Endpoints));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Timeout.Micros, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HeadAgeMaximum.Micros, nameof(HeadAgeMaximum));
        ArgumentOutOfRangeException.ThrowIfNegative(HeadLeadMaximum.Micros, nameof(HeadLeadMaximum));
        ArgumentOutOfRangeException.ThrowIfNegative(HeadStepBackMaximum, nameof(HeadStepBackMaximum));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rest.Micros, nameof(Rest));
    }
}
