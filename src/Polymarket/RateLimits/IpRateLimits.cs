using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>Counts calls against the venue's limits for an address, so that none is delayed or refused there. Not thread-safe.</summary>
public sealed class IpRateLimits
{
    private readonly (IpRateRule Rule, SlidingWindow Window)[] _rules;

    public IpRateLimits(IpRateLimitOptions options) => _rules = [.. options.Rules.Select(rule => (rule, new SlidingWindow(rule.Limit, rule.Window)))];

    /// <summary>Counts the call where every rule has room for it; else counts nothing.</summary>
    public bool TryTake(Timestamp now, HttpCall call)
    {
        foreach (var (rule, window) in _rules)
        {
            if (rule.Covers(call) && !window.HasRoom(now))
            {
                return false;
            }
        }

        foreach (var (rule, window) in _rules)
        {
            if (rule.Covers(call))
            {
                window.Count(now);
            }
        }

        return true;
    }

    /// <summary>When every rule will have room for the call, if nothing else is counted.</summary>
    public Timestamp RoomAt(Timestamp now, HttpCall call)
    {
        var at = now;
        foreach (var (rule, window) in _rules)
        {
            at = rule.Covers(call) ? Timestamp.Later(at, window.RoomAt(now)) : at;
        }

        return at;
    }

    /// <summary>The windows of one endpoint, found once: for callers that count each call in a hot path.</summary>
    public IpRateFamily Family(VenueService service, string method, string path) =>
        new([.. _rules.Where(entry => entry.Rule.Covers(service, method, path)).Select(entry => entry.Window)]);
}

/// <summary>The windows that calls of one endpoint count against.</summary>
public sealed class IpRateFamily(SlidingWindow[] windows)
{
    /// <summary>When every window will have room for one more call; now where they have.</summary>
    public Timestamp RoomAt(Timestamp now)
    {
        var at = now;
        foreach (var window in windows)
        {
            at = Timestamp.Later(at, window.RoomAt(now));
        }

        return at;
    }

    /// <summary>Counts one call where every window has room; else counts nothing.</summary>
    public bool TryTake(Timestamp now)
    {
        foreach (var window in windows)
        {
            if (!window.HasRoom(now))
            {
                return false;
            }
        }

        foreach (var window in windows)
        {
            window.Count(now);
        }

        return true;
    }
}
