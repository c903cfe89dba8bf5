using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>A token bucket in whole microtokens, so that the same times give the same answers everywhere. It may go negative.</summary>
public sealed class TokenBucket
{
    private const long PerToken = 1_000_000;

    private readonly long _perSecond;
    private readonly long _burst;
    private long _micro;
    private Timestamp _filledAt;
    private Timestamp _blockedUntil;

    /// <param name="perSecond">Tokens a second.</param>
    /// <param name="burst">Tokens when full; it starts full.</param>
    public TokenBucket(int perSecond, int burst)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(burst);
        _perSecond = perSecond;
        _burst = burst * PerToken;
        _micro = _burst;
    }

    /// <summary>Whole tokens now; negative after a charge beyond them, zero while the venue has us wait.</summary>
    public long Available(Timestamp now)
    {
        Fill(now);
        var whole = _micro >= 0 ? _micro / PerToken : (_micro - PerToken + 1) / PerToken;
        return now < _blockedUntil ? Math.Min(0, whole) : whole;
    }

    /// <summary>Takes tokens that are there.</summary>
    public bool TryTake(Timestamp now, int tokens)
    {
        var taken = Available(now) >= tokens;
        _micro -= taken ? tokens * PerToken : 0;
        return taken;
    }

    /// <summary>Takes tokens whether they are there or not.</summary>
    public void Charge(Timestamp now, int tokens)
    {
        Fill(now);
        _micro -= tokens * PerToken;
    }

    /// <summary>The venue refused for want of tokens: the bucket is empty, and stays so until then.</summary>
    public void Refused(Timestamp now, Duration retryAfter)
    {
        Fill(now);
        _micro = Math.Min(_micro, 0);
        _blockedUntil = Timestamp.Later(_blockedUntil, now + retryAfter);
    }

    /// <summary>When that many tokens will be there, if nothing else takes them.</summary>
    public Timestamp AvailableAt(Timestamp now, int tokens)
    {
        Fill(now);
        var missing = (tokens * PerToken) - _micro;
        var filled = missing <= 0 ? now : now + new Duration((missing + _perSecond - 1) / _perSecond);
        return Timestamp.Later(filled, _blockedUntil);
    }

    /// <summary>A token a second is a microtoken a microsecond, so the rate is also the microtokens a microsecond brings.</summary>
    private void Fill(Timestamp now)
    {
        if (now <= _filledAt)
        {
            return;
        }

        var elapsed = Math.Min((now - _filledAt).Micros, ((_burst - _micro) / _perSecond) + 1);
        _micro = Math.Min(_burst, _micro + (elapsed * _perSecond));
        _filledAt = now;
    }
}
