using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>A token bucket in whole microtokens, so that the same times give the same answers everywhere. It may go negative.</summary>
public sealed class TokenBucket
{
    private const long PerToken = 1_000_000;

    /// <summary>More than one cancel of many can cost (32 768 orders are remembered): a larger number told is no debt of ours.</summary>
    private const long LargestDebt = 100_000;

    private long _perSecond;
    private long _burst;
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

    /// <summary>Below zero, or told to wait.</summary>
    public bool IsOwing(Timestamp now)
    {
        Fill(now);
        return _micro < 0 || now < _blockedUntil;
    }

    /// <summary>The venue counts so many tokens left: ours are lowered to it, never raised.</summary>
    public void Observe(Timestamp now, long tokens)
    {
        Fill(now);
        _micro = Math.Min(_micro, Math.Max(tokens, -LargestDebt) * PerToken);
    }

    /// <summary>Another rate and burst; what is there stays, up to the new burst.</summary>
    public void Resize(Timestamp now, int perSecond, int burst)
    {
        Fill(now);
        _perSecond = perSecond;
        _burst = burst * PerToken;
        _micro = Math.Min(_micro, _burst);
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
