using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Alerts;

/// <summary>Finds in each snapshot what is new since the last: notices, and breakers that tripped. One thread at a time.</summary>
internal sealed class AlertWatch
{
    private readonly HashSet<string> _tripped = new(StringComparer.Ordinal);
    private NoticeSnapshot? _newest;

    /// <summary>New alerts, oldest first.</summary>
    public IEnumerable<Alert> Look(TradingSnapshot snapshot)
    {
        var fresh = new List<Alert>();
        foreach (var notice in snapshot.Notices)
        {
            if (_newest is { } seen && notice == seen)
            {
                break;
            }

            fresh.Add(Alert.Of(notice));
        }

        _newest = snapshot.Notices.Count > 0 ? snapshot.Notices[0] : _newest;
        fresh.Reverse();
        foreach (var breaker in snapshot.Risk.Breakers)
        {
            var name = breaker.Name + breaker.Scope;
            if (!breaker.IsTripped)
            {
                _tripped.Remove(name);
            }
            else if (_tripped.Add(name))
            {
                fresh.Add(Alert.Of(breaker, NoticeSeverities.Of(breaker.Name), snapshot.At));
            }
        }

        return fresh;
    }
}
