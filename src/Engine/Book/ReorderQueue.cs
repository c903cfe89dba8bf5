using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>What waits in a <see cref="ReorderQueue"/>.</summary>
internal enum PendingKind : byte
{
    Level,
    Snapshot,
    TickSize,
}

/// <summary>One update that waits for its turn.</summary>
/// <param name="Quantity">Units of the level's size, the slot of a snapshot, or the units of a tick size.</param>
internal readonly record struct PendingUpdate(PendingKind Kind, Side Side, Price Price, long Quantity, Hash160 Expected);

/// <summary>
/// Updates of one token in order of venue time; within one venue time in the order they arrived. Bounded, allocated once.
/// </summary>
internal sealed class ReorderQueue(int capacity)
{
    private readonly PriorityQueue<PendingUpdate, Turn> _heap = new(capacity);
    private long _arrivals;

    public int Count => _heap.Count;

    public bool IsFull => _heap.Count == capacity;

    /// <exception cref="InvalidOperationException">The queue is full: the caller makes room first.</exception>
    public void Enqueue(Timestamp venueTime, in PendingUpdate update)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The reorder queue is full.");
        }

        _heap.Enqueue(update, new Turn(venueTime.Micros, _arrivals++));
    }

    /// <summary>Takes the next update if its venue time is at or before <paramref name="limit"/>.</summary>
    public bool TryDequeue(Timestamp limit, out PendingUpdate update, out Timestamp venueTime)
    {
        if (!_heap.TryPeek(out update, out var turn) || turn.VenueMicros > limit.Micros)
        {
            venueTime = default;
            return false;
        }

        _heap.Dequeue();
        venueTime = new Timestamp(turn.VenueMicros);
        return true;
    }

    public void Clear() => _heap.Clear();

    private readonly record struct Turn(long VenueMicros, long Arrival) : IComparable<Turn>
    {
        public int CompareTo(Turn other)
        {
            var byTime = VenueMicros.CompareTo(other.VenueMicros);
            return byTime != 0 ? byTime : Arrival.CompareTo(other.Arrival);
        }
    }
}
