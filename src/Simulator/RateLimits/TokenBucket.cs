using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.RateLimits;

/// <summary>Tokens that refill steadily up to a burst. Exact: a rate of tokens a second is a rate of millionths a microsecond.</summary>
internal sealed class TokenBucket(int rate, int burst, Timestamp now)
{
    private const long Scale = 1_000_000;

    private long _millionths = burst * Scale;
    private Timestamp _at = now;

    /// <summary>Whole tokens, rounded down; below zero they are owed.</summary>
    public long Tokens(Timestamp now)
    {
        Refill(now);
        return (long)Math.Floor(_millionths / (double)Scale);
    }

    public bool Has(Timestamp now, long cost)
    {
        Refill(now);
        return _millionths >= cost * Scale;
    }

    /// <summary>Takes tokens, below zero if need be.</summary>
    public void Take(Timestamp now, long cost)
    {
        Refill(now);
        _millionths -= cost * Scale;
    }

    public void Set(Timestamp now, long tokens) => (_millionths, _at) = (tokens * Scale, now);

    /// <summary>Until this many are there; a cost above the burst never is, and is told as the time to the full bucket.</summary>
    public Duration Until(Timestamp now, long cost)
    {
        Refill(now);
        var missing = (Math.Min(cost, burst) * Scale) - _millionths;
        return missing <= 0 ? Duration.Zero : new Duration((missing + rate - 1) / rate);
    }

    // An hour refills every bucket from any debt; the cap keeps the product small.
    private void Refill(Timestamp now)
    {
        var elapsed = Math.Clamp((now - _at).Micros, 0, 3_600_000_000);
        _millionths = Math.Min(burst * Scale, _millionths + (elapsed * rate));
        _at = Timestamp.Later(_at, now);
    }
}
