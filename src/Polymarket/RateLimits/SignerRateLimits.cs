using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>The venue's per-signer budgets. Defaults are its Standard tier (documentation, trading-rate-limits).</summary>
public sealed record SignerRateLimitOptions
{
    /// <summary>Placements a second. Default 40, range 1 to 10 000.</summary>
    public int OrdersPerSecond { get; init; } = 40;

    /// <summary>Placements at once. Default 60, range 1 to 10 000.</summary>
    public int OrderBurst { get; init; } = 60;

    /// <summary>Cancels a second. Default 80, range 1 to 10 000.</summary>
    public int CancelsPerSecond { get; init; } = 80;

    /// <summary>Cancels at once. Default 120, range 1 to 10 000.</summary>
    public int CancelBurst { get; init; } = 120;

    /// <summary>Cancel tokens below which nothing is placed: an order that cannot be cancelled is not sent. Default 20, below the burst.</summary>
    public int CancelReserve { get; init; } = 20;
}

/// <summary>Plans placements and cancels against the venue's two token buckets of one signer.</summary>
public sealed class SignerRateLimits
{
    /// <summary>A refusal without Retry-After.</summary>
    private static readonly Duration DefaultPause = Duration.FromSeconds(1);

    private readonly TokenBucket _orders;
    private readonly TokenBucket _cancels;
    private readonly int _reserve;

    /// <exception cref="ArgumentOutOfRangeException">The reserve is negative or not below the burst of cancels.</exception>
    public SignerRateLimits(SignerRateLimitOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.CancelReserve);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.CancelReserve, options.CancelBurst);
        _orders = new TokenBucket(options.OrdersPerSecond, options.OrderBurst);
        _cancels = new TokenBucket(options.CancelsPerSecond, options.CancelBurst);
        _reserve = options.CancelReserve;
    }

    /// <summary>Takes one token of a placement; refused while the cancel budget is down to its reserve.</summary>
    public bool TryTakeOrder(Timestamp now) => _cancels.Available(now) > _reserve && _orders.TryTake(now, 1);

    /// <summary>Takes one token of a cancel, the reserve included.</summary>
    public bool TryTakeCancel(Timestamp now) => _cancels.TryTake(now, 1);

    /// <summary>Charges a cancel of many: one, and each order it cancelled. It is never held back; the bucket may go negative.</summary>
    public void ChargeSweep(Timestamp now, int tokens) => _cancels.Charge(now, tokens);

    /// <summary>When the next single cancel may go.</summary>
    public Timestamp NextCancel(Timestamp now) => _cancels.AvailableAt(now, 1);

    /// <summary>The venue answered 429 to a placement.</summary>
    public void OrderRefused(Timestamp now, int retryAfterSeconds) => _orders.Refused(now, Pause(retryAfterSeconds));

    /// <summary>The venue answered 429 to a cancel.</summary>
    public void CancelRefused(Timestamp now, int retryAfterSeconds) => _cancels.Refused(now, Pause(retryAfterSeconds));

    private static Duration Pause(int seconds) => seconds > 0 ? Duration.FromSeconds(seconds) : DefaultPause;
}
