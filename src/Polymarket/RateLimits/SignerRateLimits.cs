using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>
/// Plans placements and cancels against the venue's two token buckets of one signer, and learns from its answers: the tier sets
/// rate and burst, a smaller rest lowers ours. A larger one does not raise it, because calls in flight are not in it yet.
/// </summary>
public sealed class SignerRateLimits
{
    /// <summary>A refusal that says no time.</summary>
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

    /// <summary>The tier the venue told last; empty before it told one.</summary>
    public string Tier { get; private set; } = "";

    /// <summary>Takes one token of a placement; refused while the cancel budget is down to its reserve.</summary>
    public bool TryTakeOrder(Timestamp now) => _cancels.Available(now) > _reserve && _orders.TryTake(now, 1);

    /// <summary>Takes one token of a cancel, the reserve included.</summary>
    public bool TryTakeCancel(Timestamp now) => _cancels.TryTake(now, 1);

    /// <summary>Takes as many tokens of cancels as there are, the reserve included.</summary>
    /// <returns>How many were taken: from 0 to <paramref name="wanted"/>.</returns>
    public int TakeCancels(Timestamp now, int wanted)
    {
        var taken = (int)Math.Clamp(_cancels.Available(now), 0, wanted);
        return taken > 0 && _cancels.TryTake(now, taken) ? taken : 0;
    }

    /// <summary>Charges a cancel of many: one, and each order it cancelled. It is never held back; the bucket may go negative.</summary>
    public void ChargeSweep(Timestamp now, int tokens) => _cancels.Charge(now, tokens);

    /// <summary>When the next single cancel may go.</summary>
    public Timestamp NextCancel(Timestamp now) => _cancels.AvailableAt(now, 1);

    /// <summary>Whether cancels are owed, and when one can go out again.</summary>
    public CancelDebt Debt(Timestamp now) => new(_cancels.IsOwing(now), NextCancel(now));

    /// <summary>The venue answered 429 to a placement.</summary>
    public void OrderRefused(Timestamp now, in HttpOutcome outcome) => _orders.Refused(now, Pause(outcome));

    /// <summary>The venue answered 429 to a cancel.</summary>
    public void CancelRefused(Timestamp now, in HttpOutcome outcome) => _cancels.Refused(now, Pause(outcome));

    /// <summary>Takes what the answer to a placement says of the budget.</summary>
    public void LearnFromOrder(Timestamp now, in RateLimitHeaders told) => Learn(now, told, _orders);

    /// <summary>Takes what the answer to a cancel says of the budget.</summary>
    public void LearnFromCancel(Timestamp now, in RateLimitHeaders told) => Learn(now, told, _cancels);

    private void Learn(Timestamp now, in RateLimitHeaders told, TokenBucket bucket)
    {
        if (told.Tier is { Length: > 0 } name && name != Tier && RateLimitTier.Find(name) is { } tier)
        {
            Tier = name;
            _orders.Resize(now, tier.OrdersPerSecond, tier.OrderBurst);
            _cancels.Resize(now, tier.CancelsPerSecond, tier.CancelBurst);
        }

        if (told.Remaining is { } remaining)
        {
            bucket.Observe(now, remaining);
        }

        if (told.IsWarning)
        {
            bucket.Observe(now, 0);
        }
    }

    private static Duration Pause(in HttpOutcome outcome) =>
        outcome.RetryAfterSeconds > 0 ? Duration.FromSeconds(outcome.RetryAfterSeconds)
        : outcome.RateLimit.ResetSeconds > 0 ? Duration.FromSeconds(outcome.RateLimit.ResetSeconds)
        : DefaultPause;
}
