using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.RateLimits;

/// <summary>
/// Requests over the latest period, from two counters: those of the running period, and those of the one before in the share
/// that the sliding window still covers (the approximation Cloudflare describes for its own limits). Bounded memory at any limit.
/// </summary>
internal sealed class SlidingWindow(Duration period)
{
    private long _index = -1;
    private long _before;
    private long _running;

    public double Estimate(Timestamp now)
    {
        Roll(now);
        var passed = (double)(now.Micros % period.Micros) / period.Micros;
        return (_before * (1 - passed)) + _running;
    }

    public void Count(Timestamp now)
    {
        Roll(now);
        _running++;
    }

    /// <summary>Until the running period is over.</summary>
    public Duration Rest(Timestamp now) => new(period.Micros - (now.Micros % period.Micros));

    private void Roll(Timestamp now)
    {
        var index = now.Micros / period.Micros;
        if (index != _index)
        {
            (_before, _running) = (index == _index + 1 ? _running : 0, 0);
            _index = index;
        }
    }
}
