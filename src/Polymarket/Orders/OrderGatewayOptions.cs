using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Orders;

/// <summary>Settings of the order gateway.</summary>
public sealed record OrderGatewayOptions
{
    /// <summary>Part of every salt. Default 0.</summary>
    public int Shard { get; init; }

    /// <summary>The worker's fencing epoch, part of every salt and the nonce of the credential.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// Orders remembered at once, live and finished. Default 32 768: forty placements a second, the venue's budget, over
    /// <see cref="ForgetAfter"/>. Beyond it placements are refused.
    /// </summary>
    public int MaximumOrders { get; init; } = 32_768;

    /// <summary>A placement is given up after this and its outcome asked for. Default 5 s.</summary>
    public Duration PlacementTimeout { get; init; } = Duration.FromSeconds(5);

    /// <summary>A placement that was never sent is sent again, the same bytes, while the intent is younger. Default 1 s.</summary>
    public Duration ResendWithin { get; init; } = Duration.FromSeconds(1);

    /// <summary>Pause before such a resend. Default 50 ms.</summary>
    public Duration ResendPause { get; init; } = Duration.FromMilliseconds(50);

    /// <summary>An entry acknowledged later than this after its decision is cancelled at once. Default 2 s.</summary>
    public Duration LateAcknowledgement { get; init; } = Duration.FromSeconds(2);

    /// <summary>
    /// The user stream speaks of an order within this of its decision, or is silent: then the answer to a cancel, which does not say what
    /// was filled before, does not end the order, and the venue is asked. Default 1 s.
    /// </summary>
    public Duration StreamPatience { get; init; } = Duration.FromSeconds(1);

    /// <summary>First pause between questions about an order in doubt; it doubles up to <see cref="LongestAskPause"/>. Default 250 ms.</summary>
    public Duration FirstAskPause { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Default 5 s.</summary>
    public Duration LongestAskPause { get; init; } = Duration.FromSeconds(5);

    /// <summary>
    /// An order of unknown outcome is declared never arrived only this long after its last bytes were handed over, and only after two
    /// rounds in which neither order nor trade was found. Default 15 s: three times the placement's timeout.
    /// </summary>
    public Duration NeverArrivedAfter { get; init; } = Duration.FromSeconds(15);

    /// <summary>A resting order of which nothing was heard this long is asked about. Default 60 s.</summary>
    public Duration AuditAfter { get; init; } = Duration.FromSeconds(60);

    /// <summary>Finished orders are remembered this long, so that late fills find their intent. Default 10 min.</summary>
    public Duration ForgetAfter { get; init; } = Duration.FromSeconds(600);

    /// <summary>A sell after a buy waits this long for the venue to look at the wallet's tokens again, then goes anyway. Default 500 ms.</summary>
    public Duration BalanceRefreshTimeout { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>First pause before a sell refused for want of balance is sent again, the same bytes; it doubles. Default 250 ms.</summary>
    public Duration BalanceRetryPause { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Times such a sell is sent again before the engine is told. Default 3: 1.75 s in all, range 0 to 5.</summary>
    public int BalanceRetries { get; init; } = 3;

    public SignerRateLimitOptions RateLimits { get; init; } = new();

    /// <summary>Limits of this address for the order endpoints.</summary>
    public IpRateLimitOptions IpRateLimits { get; init; } = new();
}
