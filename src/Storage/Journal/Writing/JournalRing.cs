using System.Buffers.Binary;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Writing;

/// <summary>
/// Bytes between the thread that appends and the thread that writes: whole frames one behind the other, without a lock. One
/// appender at a time, one taker. A frame that does not fit before the end of the ring begins at its start.
/// </summary>
internal sealed class JournalRing(int capacity)
{
    /// <summary>In the place of a length: the rest of the ring is left out.</summary>
    private const int Skip = -1;

    private const int LengthAt = 4;

    private readonly byte[] _bytes = new byte[capacity];
    private long _head;
    private long _tail;

    public int Capacity => capacity;

    /// <summary>Bytes appended and not taken yet.</summary>
    public long Backlog => Volatile.Read(ref _head) - Volatile.Read(ref _tail);

    /// <summary>Copies a payload in with its frame, without the checksum. False where there is no room.</summary>
    public bool TryAppend(ReadOnlySpan<byte> payload, long number)
    {
        var head = _head;
        var at = (int)(head & (capacity - 1));
        var wanted = JournalFrame.HeaderBytes + payload.Length;
        var skipped = capacity - at < wanted ? capacity - at : 0;
        if (capacity - (head - Volatile.Read(ref _tail)) < wanted + skipped)
        {
            return false;
        }

        if (skipped > 0)
        {
            if (skipped >= JournalFrame.HeaderBytes)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at + LengthAt), Skip);
            }

            at = 0;
        }

        var frame = _bytes.AsSpan(at, wanted);
        JournalFrame.WriteHeader(frame, payload.Length, number);
        payload.CopyTo(frame[JournalFrame.HeaderBytes..]);
        Volatile.Write(ref _head, head + skipped + wanted);
        return true;
    }

    /// <summary>The frames that stand together at the front, up to the ring's end; empty where nothing waits. They are taken by <see cref="Release"/>.</summary>
    public Span<byte> Front()
    {
        var head = Volatile.Read(ref _head);
        while (_tail < head)
        {
            var at = (int)(_tail & (capacity - 1));
            if (!IsSkip(at))
            {
                return _bytes.AsSpan(at, TogetherFrom(at, head));
            }

            Volatile.Write(ref _tail, _tail + capacity - at);
        }

        return [];
    }

    /// <summary>Gives the room of the first bytes of <see cref="Front"/> back.</summary>
    public void Release(int bytes) => Volatile.Write(ref _tail, _tail + bytes);

    private bool IsSkip(int at) => capacity - at < JournalFrame.HeaderBytes || JournalFrame.LengthOf(_bytes.AsSpan(at)) == Skip;

    private int TogetherFrom(int from, long head)
    {
        var at = from;
        var end = (int)Math.Min(capacity, from + (head - _tail));
        while (at < end && !IsSkip(at))
        {
            at += JournalFrame.HeaderBytes + JournalFrame.LengthOf(_bytes.AsSpan(at));
        }

        return at - from;
    }
}
