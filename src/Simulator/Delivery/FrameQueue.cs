using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Delivery;

/// <summary>
/// Frames on their way to connections, in order of arrival; frames that arrive together keep the order in which they were sent.
/// Bounded through <see cref="VenueConnection.UndeliveredMaximum"/> a connection.
/// </summary>
public sealed class FrameQueue
{
    // Kept for reuse at most: more than a burst of one hot window has under way at once.
    private const int SpareFramesMaximum = 4096;

    private readonly PriorityQueue<(VenueConnection Connection, Frame Frame), (long Due, long Sequence)> _queue = new();
    private readonly Stack<Frame> _spare = new();
    private long _sequence;

    public Timestamp NextDue => _queue.TryPeek(out _, out var key) ? new Timestamp(key.Due) : Timestamp.Never;

    /// <summary>Connections that were closed because they had too many undelivered frames.</summary>
    public long SlowConnectionsClosed { get; private set; }

    /// <summary>An empty frame; the caller fills it, enqueues it and then hands it to <see cref="Release"/>.</summary>
    public Frame Rent()
    {
        var frame = _spare.TryPop(out var spare) ? spare : new Frame();
        frame.Clear();
        frame.References = 1;
        return frame;
    }

    public void Enqueue(VenueConnection connection, Frame frame, Timestamp due)
    {
        if (!connection.IsOpen)
        {
            return;
        }

        if (connection.Undelivered >= VenueConnection.UndeliveredMaximum)
        {
            SlowConnectionsClosed++;
            connection.Disconnect(CloseCodes.SlowConsumer);
            return;
        }

        connection.Undelivered++;
        frame.References++;
        _queue.Enqueue((connection, frame), (due.Micros, _sequence++));
    }

    public void Release(Frame frame)
    {
        if (--frame.References == 0 && _spare.Count < SpareFramesMaximum)
        {
            _spare.Push(frame);
        }
    }

    /// <summary>Hands everything that has arrived by <paramref name="now"/> to the sinks.</summary>
    public void DeliverUpTo(Timestamp now)
    {
        while (_queue.TryPeek(out _, out var key) && key.Due <= now.Micros)
        {
            var (connection, frame) = _queue.Dequeue();
            connection.Undelivered--;
            connection.Deliver(frame.Written);
            Release(frame);
        }
    }
}
