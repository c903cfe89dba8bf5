namespace PolyCloud.Polymarket.RateLimits;

/// <summary>The venue's per-signer budgets until its answers tell the tier. Defaults are its Standard tier (documentation, trading-rate-limits).</summary>
public sealed record SignerRateLimitOptions
{
    /// <summary>Placements a second. Default 40, range 1 to 10 000.</summary>
    public int OrdersPerSecond { get; init; } = RateLimitTier.Standard.OrdersPerSecond;

    /// <summary>Placements at once. Default 60, range 1 to 10 000.</summary>
    public int OrderBurst { get; init; } = RateLimitTier.Standard.OrderBurst;

    /// <summary>Cancels a second. Default 80, range 1 to 10 000.</summary>
    public int CancelsPerSecond { get; init; } = RateLimitTier.Standard.CancelsPerSecond;

    /// <summary>Cancels at once. Default 120, range 1 to 10 000.</summary>
    public int CancelBurst { get; init; } = RateLimitTier.Standard.CancelBurst;

    /// <summary>Cancel tokens below which nothing is placed: an order that cannot be cancelled is not sent. Default 20, below the burst.</summary>
    public int CancelReserve { get; init; } = 20;
}
