using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults;

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

    /// <summary>What happens to frames on purpose; null is nothing.</summary>
    internal VenueFaults? Faults { get; set; }

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

        if (Faults is { TouchFrames: true } faults)
        {
            EnqueueStruck(connection, frame, due, faults.Meet(connection, frame.Written));
            return;
        }

        EnqueueWhole(connection, frame, due);
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

    private void EnqueueStruck(VenueConnection connection, Frame frame, Timestamp due, in FrameFate fate)
    {
        if (fate.IsLost)
        {
            return;
        }

        var altered = Rent();
        altered.Append(fate.IsWrapped ? "["u8 : ""u8);
        altered.Append(fate.CutTo > 0 ? frame.Written[..fate.CutTo] : frame.Written);
        altered.Append(fate.IsWrapped ? "]"u8 : ""u8);
        for (var copies = fate.IsDoubled ? 2 : 1; copies > 0; copies--)
        {
            EnqueueWhole(connection, altered, due + fate.Delay);
        }

        Release(altered);
    }

    private void EnqueueWhole(VenueConnection connection, Frame frame, Timestamp due)
    {
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
}
