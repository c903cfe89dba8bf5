using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>Settings of the relayer's path.</summary>
public sealed record RelayerOptions
{
    /// <summary>Operations that may wait; a worker's markets rarely want more than a merge each.</summary>
    public const int MaximumWaiting = 64;

    /// <summary>Default 137, Polygon.</summary>
    public long ChainId { get; init; } = ExchangeDomain.PolygonChainId;

    /// <summary>Between two looks at a transaction, and before a busy wallet is asked again. Default 2 s, as the venue's own client.</summary>
    public Duration Pause { get; init; } = Duration.FromSeconds(2);

    /// <summary>Looks before a transaction is told as unknown. Default 100, as the venue's own client.</summary>
    public int Looks { get; init; } = 100;

    /// <summary>Between two looks after that. Default 15 s.</summary>
    public Duration SlowPause { get; init; } = Duration.FromSeconds(15);

    /// <summary>Times a submission is tried again where the relayer says later. Default 10, as the venue's own client.</summary>
    public int Retries { get; init; } = 10;

    /// <summary>How long a deposit wallet's batch is valid. Default 600 s.</summary>
    public Duration BatchValidity { get; init; } = Duration.FromSeconds(600);

    /// <summary>Gas a proxy's call may use; the relayer pays. Default 10 million.</summary>
    public long ProxyGasLimit { get; init; } = 10_000_000;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ChainId, nameof(ChainId));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Pause.Micros, nameof(Pause));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SlowPause.Micros, nameof(SlowPause));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Looks, nameof(Looks));
        ArgumentOutOfRangeException.ThrowIfNegative(Retries, nameof(Retries));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchValidity.Micros, Duration.FromSeconds(60).Micros, nameof(BatchValidity));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ProxyGasLimit, nameof(ProxyGasLimit));
    }
}
