using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.RateLimits;

/// <summary>
/// The token buckets of every signer: one for placements, one for cancels. A call that costs more than there is gets 429 and
/// costs nothing. Cancelling all, or a whole market, needs one token and pays for what it cancelled afterwards, on the lower
/// tiers into debt. What the headers hold beyond their names is not documented: here whole tokens left and seconds to a full bucket.
/// </summary>
internal sealed class SignerBuckets(RateLimitOptions options)
{
    private readonly TierBudget _budget = TierBudget.Of(options.Tier);
    private readonly Dictionary<WalletAddress, (TokenBucket Orders, TokenBucket Cancels)> _signers = [];
    private long _owed;

    /// <summary>Takes the tokens of a placing call; null where it may go on.</summary>
    public VenueResponse? Place(Timestamp now, WalletAddress signer, int orders) =>
        options.PerSigner ? Take(now, Of(now, signer).Orders, orders, mayRefuse: !options.WarnOnly) : null;

    /// <summary>Takes the tokens of a cancelling call; null where it may go on.</summary>
    public VenueResponse? Cancel(Timestamp now, WalletAddress signer, int cost) =>
        options.PerSigner || _owed > 0 ? Take(now, Of(now, signer).Cancels, cost, mayRefuse: _owed > 0 || !options.WarnOnly) : null;

    /// <summary>Charges for what a cancel of everything has cancelled.</summary>
    public void CancelledAll(Timestamp now, WalletAddress signer, int cancelled)
    {
        if (options.PerSigner || _owed > 0)
        {
            var bucket = Of(now, signer).Cancels;
            bucket.Take(now, _budget.CancelsMayOwe ? cancelled : Math.Clamp(bucket.Tokens(now), 0, cancelled));
        }
    }

    /// <summary>The answer with the state of the bucket it drew on; unchanged where the buckets are off.</summary>
    public VenueResponse Tell(Timestamp now, WalletAddress signer, in VenueResponse response, bool cancels) =>
        options.PerSigner || (cancels && _owed > 0)
            ? response with { Headers = [.. response.Headers ?? [], .. Headers(now, cancels ? Of(now, signer).Cancels : Of(now, signer).Orders)] }
            : response;

    /// <summary>Puts every signer's cancels this far below zero; 0 fills them again.</summary>
    public void OweCancels(Timestamp now, long tokens)
    {
        _owed = tokens;
        foreach (var (_, cancels) in _signers.Values)
        {
            cancels.Set(now, tokens > 0 ? -tokens : _budget.CancelBurst);
        }
    }

    public string TierName => options.Tier.ToString();

    private VenueResponse? Take(Timestamp now, TokenBucket bucket, int cost, bool mayRefuse)
    {
        if (mayRefuse && !bucket.Has(now, cost))
        {
            return VenueResponse.Error(429, "rate limit exceeded") with
            {
                RetryAfterSeconds = WholeSeconds(bucket.Until(now, cost)),
            };
        }

        bucket.Take(now, cost);
        return null;
    }

    private IEnumerable<KeyValuePair<string, string>> Headers(Timestamp now, TokenBucket bucket)
    {
        var tokens = bucket.Tokens(now);
        yield return new("Poly-RateLimit-Remaining", tokens.ToString(CultureInfo.InvariantCulture));
        yield return new("Poly-RateLimit-Reset", WholeSeconds(bucket.Until(now, long.MaxValue)).ToString(CultureInfo.InvariantCulture));
        yield return new("Poly-RateLimit-Tier", TierName);
        if (options.WarnOnly && tokens < 0)
        {
            yield return new("Poly-RateLimit-Warning", "limit exceeded; not enforced");
        }
    }

    private (TokenBucket Orders, TokenBucket Cancels) Of(Timestamp now, WalletAddress signer)
    {
        if (!_signers.TryGetValue(signer, out var buckets))
        {
            buckets = (new TokenBucket(_budget.OrderRate, _budget.OrderBurst, now), new TokenBucket(_budget.CancelRate, _budget.CancelBurst, now));
            if (_owed > 0)
            {
                buckets.Cancels.Set(now, -_owed);
            }

            _signers[signer] = buckets;
        }

        return buckets;
    }

    private static int WholeSeconds(Duration duration) => (int)((duration.Micros + 999_999) / 1_000_000);
}
