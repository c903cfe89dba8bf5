using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Scheduling;

/// <summary>
/// What the exchange will do later, in time order, equal times in the order they were asked for. Bounded by what asks:
/// a few entries a listing, a held order and a settling trade, two a second of oracle prices.
/// </summary>
internal sealed class DueQueue
{
    private readonly PriorityQueue<Action, (long Micros, long Number)> _queue = new();
    private long _number;

    internal Timestamp NextDue => _queue.TryPeek(out _, out var priority) ? new Timestamp(priority.Micros) : Timestamp.Never;

    internal void Add(Timestamp due, Action act) => _queue.Enqueue(act, (due.Micros, _number++));

    /// <summary>Does the first thing due.</summary>
    internal void DoNext() => _queue.Dequeue()();
}
