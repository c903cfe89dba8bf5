using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Delivery;

/// <summary>Steps to take at a moment, in time order; steps of the same moment in the order they were planned.</summary>
public sealed class TimedActions
{
    private readonly PriorityQueue<Action<Timestamp>, (long Due, long Sequence)> _queue = new();
    private long _sequence;

    public Timestamp NextDue => _queue.TryPeek(out _, out var key) ? new Timestamp(key.Due) : Timestamp.Never;

    public void At(Timestamp due, Action<Timestamp> action) => _queue.Enqueue(action, (due.Micros, _sequence++));

    public void RunUpTo(Timestamp now)
    {
        while (_queue.TryPeek(out _, out var key) && key.Due <= now.Micros)
        {
            _queue.Dequeue()(now);
        }
    }
}
