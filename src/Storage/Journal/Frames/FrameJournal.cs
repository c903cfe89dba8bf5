using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Storage.Journal.Frames;

/// <summary>Gathers raw frames into compressed blocks and puts them into a journal. One thread at a time.</summary>
public sealed class FrameJournal(JournalWriter journal)
{
    private byte[] _raw = new byte[FrameBlock.TargetBytes * 2];
    private int _length;
    private int _count;
    private Timestamp _first;
    private Timestamp _last;

    /// <summary>Events taken in so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes of the messages taken in so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes one event in; it is in the journal after the next <see cref="Flush"/> at the latest.</summary>
    /// <param name="stream">At most 1 000 bytes.</param>
    public void Add(Timestamp received, FrameEvent kind, string stream, ReadOnlySpan<byte> bytes)
    {
        var wanted = _length + bytes.Length + 4_096;
        if (_raw.Length < wanted)
        {
            Array.Resize(ref _raw, wanted);
        }

        var writer = new PayloadWriter(_raw.AsSpan(_length));
        writer.Time(received);
        writer.Byte((byte)kind);
        writer.Text(stream);
        writer.Bytes(bytes);
        _length += writer.Length;
        _first = _count == 0 ? received : _first;
        _last = received;
        _count++;
        Frames++;
        Bytes += bytes.Length;
        if (_length >= FrameBlock.TargetBytes)
        {
            Flush();
        }
    }

    /// <summary>Puts what was gathered into the journal; what it does not take is counted there as lost.</summary>
    public void Flush()
    {
        if (_count == 0)
        {
            return;
        }

        if (FrameBlock.Pack(_count, _raw.AsSpan(0, _length), _first, _last) is { } record)
        {
            _ = journal.TryAppend(record);
        }
        else
        {
            journal.Lose();
        }

        (_length, _count) = (0, 0);
    }
}
