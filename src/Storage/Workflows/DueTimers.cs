using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Workflows;

/// <summary>Timers of live instances by moment. One that was cancelled is passed over when its moment comes.</summary>
internal sealed class DueTimers
{
    private readonly PriorityQueue<(string InstanceId, int Run, int Id), (Timestamp Due, long Order)> _queue = new();
    private readonly HashSet<(string InstanceId, int Run, int Id)> _cancelled = [];
    private long _order;

    public Timestamp Next => _queue.TryPeek(out _, out var priority) ? priority.Due : Timestamp.Never;

    public void Add(string instanceId, int run, int id, Timestamp due) => _queue.Enqueue((instanceId, run, id), (due, _order++));

    public void Cancel(string instanceId, int run, int id) => _cancelled.Add((instanceId, run, id));

    /// <summary>Takes out the next one that is due.</summary>
    public bool TryTake(Timestamp now, out (string InstanceId, int Run, int Id) timer)
    {
        while (Next <= now)
        {
            timer = _queue.Dequeue();
            if (!_cancelled.Remove(timer))
            {
                return true;
            }
        }

        timer = default;
        return false;
    }
}
