using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Alerts;

/// <summary>
/// Which alerts are sent: one of a kind in a while, so many a minute. A bucket of a minute's worth fills evenly; less than critical ones
/// leave its last third alone. One thread at a time; the count may be read by others.
/// </summary>
internal sealed class AlertPolicy(AlertSettings settings, TimeProvider time)
{
    /// <summary>Kinds remembered; there are some hundred reasons, and windows come and go. The one heard of longest ago makes room.</summary>
    public const int MaximumKinds = 512;

    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.Ordinal);
    private long _heldBack;
    private double _tokens = settings.PerMinute;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Alerts that were not sent because the same was told, or too many were.</summary>
    public long HeldBack => Volatile.Read(ref _heldBack);

    /// <summary>The alert to send, with the count of those held back before it; null where it is held back.</summary>
    public Alert? Admit(Alert alert)
    {
        if (alert.Severity < settings.Least)
        {
            return null;
        }

        var now = time.GetTimestamp();
        var known = _kinds.GetValueOrDefault(alert.Key);
        if ((known is { SentAt: { } sent } && alert.Severity <= known.Severity && time.GetElapsedTime(sent, now) < TimeSpan.FromMinutes(settings.RepeatMinutes)) || !Take(alert.Severity, now))
        {
            Volatile.Write(ref _heldBack, _heldBack + 1);
            Remember(alert.Key, new Kind(known?.SentAt, known?.Severity ?? default, now, (known?.HeldBack ?? 0) + 1));
            return null;
        }

        Remember(alert.Key, new Kind(now, alert.Severity, now, 0));
        return alert with { Repeats = known?.HeldBack ?? 0 };
    }

    private bool Take(NoticeSeverity severity, long now)
    {
        _tokens = Math.Min(settings.PerMinute, _tokens + (time.GetElapsedTime(_filledAt, now).TotalMinutes * settings.PerMinute));
        _filledAt = now;
        var reserve = severity == NoticeSeverity.Critical ? 0 : settings.PerMinute / 3;
        if (_tokens - 1 < reserve)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    private void Remember(string key, Kind kind)
    {
        if (_kinds.Count == MaximumKinds && !_kinds.ContainsKey(key))
        {
            _kinds.Remove(_kinds.MinBy(static entry => entry.Value.HeardAt).Key);
        }

        _kinds[key] = kind;
    }

    /// <param name="SentAt">Null where none of it was sent.</param>
    /// <param name="Severity">Of the one that was sent: a graver one is not held back by it.</param>
    private sealed record Kind(long? SentAt, NoticeSeverity Severity, long HeardAt, int HeldBack);
}
