namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>
/// Requests per caller: a bucket that holds a minute's worth and fills evenly. Callers are keys and, for those without one, addresses.
/// </summary>
internal sealed class RequestBudgets(int perMinute, TimeProvider time)
{
    /// <summary>All keys and a great many addresses; when full the fullest buckets are forgotten, which loses them nothing.</summary>
    public const int MaximumCallers = 4_096;

    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Takes one request; else says after how many whole seconds one may be made.</summary>
    public bool TryTake(string caller, out int retryAfterSeconds)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (!_buckets.TryGetValue(caller, out var bucket))
            {
                MakeRoom(now);
                bucket = new Bucket(perMinute, now);
            }

            var filled = Math.Min(perMinute, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalMinutes * perMinute));
            var taken = filled >= 1;
            _buckets[caller] = new Bucket(taken ? filled - 1 : filled, now);
            retryAfterSeconds = taken ? 0 : (int)Math.Ceiling((1 - filled) * 60 / perMinute);
            return taken;
        }
    }

    private void MakeRoom(long now)
    {
        if (_buckets.Count < MaximumCallers)
        {
            return;
        }

        var minuteAgo = _buckets.Where(entry => time.GetElapsedTime(entry.Value.At, now) >= TimeSpan.FromMinutes(1)).Select(static entry => entry.Key).ToList();
        foreach (var caller in minuteAgo.Count > 0 ? minuteAgo : [_buckets.MinBy(static entry => entry.Value.At).Key])
        {
            _buckets.Remove(caller);
        }
    }

    private readonly record struct Bucket(double Tokens, long At);
}
