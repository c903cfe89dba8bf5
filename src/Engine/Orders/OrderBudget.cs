using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>
/// Tokens for sending orders: they come back at a fixed rate up to the burst. Quotes leave the last ones to closing orders; cancels
/// need none, because a cancel must never wait for quotes.
/// </summary>
internal sealed class OrderBudget
{
    // Tokens in millionths, so that any rate per second is whole per microsecond.
    private const long One = Timestamp.PerSecond;

    private readonly OrderOptions _options;
    private long _tokens;
    private Timestamp _last;

    public OrderBudget(OrderOptions options)
    {
        _options = options;
        _tokens = options.OrderBurst * One;
    }

    /// <summary>Takes a token; false where none is left for this kind of order.</summary>
    public bool TryTake(Timestamp now, bool closing)
    {
        Refill(now);
        if (_tokens < One + Kept(closing))
        {
            return false;
        }

        _tokens -= One;
        return true;
    }

    /// <summary>When the next token for this kind of order will be there.</summary>
    public Timestamp NextToken(Timestamp now, bool closing)
    {
        Refill(now);
        var missing = One + Kept(closing) - _tokens;
        return missing <= 0 ? now : now + new Duration(((missing - 1) / _options.MaximumOrdersPerSecond) + 1);
    }

    private long Kept(bool closing) => closing ? 0 : _options.OrdersKeptForClosing * One;

    private void Refill(Timestamp now)
    {
        var full = _options.OrderBurst * One;
        var elapsed = Math.Min((now - _last).Micros, full);
        _last = now;
        _tokens = Math.Min(full, _tokens + (elapsed * _options.MaximumOrdersPerSecond));
    }
}
