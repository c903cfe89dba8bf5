using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>Settings of the direct path: transactions of the key's own account.</summary>
public sealed record TransactionOptions
{
    /// <summary>Operations that may wait; a worker's markets rarely want more than a merge each.</summary>
    public const int MaximumWaiting = 64;

    /// <summary>Replacements of one transaction; with 15 percent each, the last pays four times the first.</summary>
    public const int MaximumAttempts = 10;

    /// <summary>Default 137, Polygon.</summary>
    public long ChainId { get; init; } = Signing.ExchangeDomain.PolygonChainId;

    /// <summary>Between two looks at a transaction. Default 2 s, a block.</summary>
    public Duration PollPause { get; init; } = Duration.FromSeconds(2);

    /// <summary>The same once it was told as unknown. Default 10 s.</summary>
    public Duration SlowPollPause { get; init; } = Duration.FromSeconds(10);

    /// <summary>Not mined for so long, a transaction is replaced by a dearer one. Default 30 s.</summary>
    public Duration StuckAfter { get; init; } = Duration.FromSeconds(30);

    /// <summary>Not mined for so long, it is told as unknown and watched on. Default 180 s.</summary>
    public Duration UnknownAfter { get; init; } = Duration.FromSeconds(180);

    /// <summary>Preparing (block, nonce, gas) gives up after so long without an answer. Default 60 s.</summary>
    public Duration PrepareFor { get; init; } = Duration.FromSeconds(60);

    /// <summary>Blocks, its own included, before a mined transaction counts. Default 8; Polygon's reorganisations are 1 or 2 deep.</summary>
    public int Confirmations { get; init; } = 8;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ChainId, nameof(ChainId));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PollPause.Micros, nameof(PollPause));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SlowPollPause.Micros, nameof(SlowPollPause));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StuckAfter.Micros, nameof(StuckAfter));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(UnknownAfter.Micros, nameof(UnknownAfter));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PrepareFor.Micros, nameof(PrepareFor));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Confirmations, nameof(Confirmations));
    }
}
