using System.Buffers.Binary;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>
/// Reads a run record by record and says what is wrong on the way. Behind a damaged record it goes on at the next whole one, so
/// that everything can be counted; who must not miss a record stops when <see cref="Faults"/> grows. Memory does not grow with the
/// journal's length.
/// </summary>
public sealed class JournalReader(JournalRun run) : IDisposable
{
    /// <summary>A damaged file can have a fault every few bytes: the first ones tell enough.</summary>
    private const int MaximumFaults = 1_000;

    private readonly SegmentWindow _window = new();
    private readonly List<JournalFault> _faults = [];
    private int _segment = -1;
    private int _expectedSegment = 1;
    private long _next = 1;
    private uint _chain;
    private bool _chainKnown = true;
    private bool _ended;

    public JournalRun Run => run;

    /// <summary>What was found so far, in order.</summary>
    public IReadOnlyList<JournalFault> Faults => _faults;

    /// <summary>The run was closed in order: there is no later record.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Number of the next record.</summary>
    public long NextRecord => _next;

    private string File => run.Segments[_segment].Name;

    /// <summary>The next step or block of frames; false at the end of the run.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public bool TryRead(out JournalEntry entry)
    {
        entry = default;
        while (_window.IsOpen || OpenNext())
        {
            var bytes = _window.Ready;
            if (!JournalFrame.IsWhole(bytes, out var length))
            {
                bytes = _window.Front;
                if (bytes.IsEmpty)
                {
                    EndWithoutWord();
                    continue;
                }

                if (!JournalFrame.IsWhole(bytes, out length))
                {
                    PassDamage(bytes);
                    continue;
                }
            }

            _window.Advance(length);
            if (Take(bytes[..length], out entry))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _window.Dispose();

    private bool OpenNext()
    {
        if (++_segment >= run.Segments.Count)
        {
            if (!_ended && _faults is not [.., { Kind: JournalFaultKind.NotClosed or JournalFaultKind.TornTail or JournalFaultKind.RecordDamaged }])
            {
                Report(JournalFaultKind.SegmentMissing, run.Segments[^1].Name, 0, _next, "the run goes on in a segment that is not there");
            }

            _segment = run.Segments.Count;
            _ended = true;
            return false;
        }

        var file = run.Segments[_segment];
        if (file.Header.Segment != _expectedSegment)
        {
            Report(JournalFaultKind.SegmentMissing, file.Name, 0, _next, $"the segments from {_expectedSegment} to {file.Header.Segment - 1} are missing before it");
        }
        else if (_chainKnown && (file.Header.Chain != _chain || file.Header.FirstRecord != _next))
        {
            Report(JournalFaultKind.SegmentForeign, file.Name, 0, _next, "it does not continue the records before it");
        }

        _expectedSegment = file.Header.Segment + 1;
        _next = file.Header.FirstRecord;
        _chain = file.Header.Chain;
        _chainKnown = true;
        _window.Open(file.Path, file.HeaderBytes);
        return true;
    }

    private bool Take(ReadOnlySpan<byte> frame, out JournalEntry entry)
    {
        entry = default;
        var number = JournalFrame.NumberOf(frame);
        var payload = frame[JournalFrame.HeaderBytes..];
        var kind = (JournalRecordKind)payload[0];
        if (kind == JournalRecordKind.SegmentEnd)
        {
            EndSegment(payload, number);
            return false;
        }

        var lost = kind == JournalRecordKind.Gap && payload.Length == 1 + sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(payload[1..]) : 0;
        if (lost > 0)
        {
            Report(JournalFaultKind.RecordsLost, File, _window.Offset - frame.Length, _next, $"{lost} records were lost here because the disk could not follow");
        }

        if (number != _next + lost)
        {
            Report(JournalFaultKind.RecordDamaged, File, _window.Offset - frame.Length, _next, $"a record with number {number} stands in its place");
        }

        _next = number + 1;
        _chain = SegmentWriter.ChainOf(_chain, JournalFrame.ChecksumOf(frame));
        if (kind is not (JournalRecordKind.Step or JournalRecordKind.Frames))
        {
            if (kind != JournalRecordKind.Gap)
            {
                Report(JournalFaultKind.RecordUnreadable, File, _window.Offset - frame.Length, number, $"record kind {(byte)kind} is unknown to this program");
            }

            return false;
        }

        entry = new JournalEntry(number, kind, payload);
        return true;
    }

    private void EndSegment(ReadOnlySpan<byte> payload, long number)
    {
        if (payload.Length != SegmentWriter.EndBytes || number != _next || (_chainKnown && BinaryPrimitives.ReadUInt32LittleEndian(payload[2..]) != _chain))
        {
            Report(JournalFaultKind.RecordDamaged, File, _window.Offset, _next, "its end does not belong to the records before it");
        }

        if (!_window.Front.IsEmpty)
        {
            Report(JournalFaultKind.RecordDamaged, File, _window.Offset, _next, $"{_window.Front.Length} bytes or more stand behind its end");
        }

        IsClosed = payload[1] == 1;
        _ended = IsClosed;
        _window.Close();
        if (IsClosed && _segment < run.Segments.Count - 1)
        {
            Report(JournalFaultKind.SegmentForeign, run.Segments[_segment + 1].Name, 0, _next, "the run was closed before it");
        }
    }

    private void EndWithoutWord()
    {
        var last = _segment == run.Segments.Count - 1;
        Report(
            last ? JournalFaultKind.NotClosed : JournalFaultKind.RecordDamaged, File, _window.Offset, _next,
            last ? "the run was not closed: it is still being written, or its writer was killed" : "it ends without saying that the run goes on");
        _chainKnown = false;
        _window.Close();
    }

    /// <summary>Behind a damaged record: on to the next whole one, or to the end of the segment.</summary>
    private void PassDamage(ReadOnlySpan<byte> bytes)
    {
        var found = DamageScan.NextWhole(bytes, _next);
        if (found > 0)
        {
            Report(JournalFaultKind.RecordDamaged, File, _window.Offset, _next, "its checksum does not match; the next whole record stands " + found + " bytes behind it");
            _next = JournalFrame.NumberOf(bytes[found..]);
            _chainKnown = false;
            _window.Advance(found);
            return;
        }

        var torn = _segment == run.Segments.Count - 1 && DamageScan.IsTorn(bytes);
        Report(
            torn ? JournalFaultKind.TornTail : JournalFaultKind.RecordDamaged, File, _window.Offset, _next,
            torn ? "an unfinished record, as a crash leaves it; what was written before it is whole" : "its checksum does not match, and no whole record was found behind it");
        _chainKnown = false;
        _window.Close();
    }

    private void Report(JournalFaultKind kind, string file, long offset, long record, string problem)
    {
        if (_faults.Count < MaximumFaults)
        {
            _faults.Add(new JournalFault(kind, file, offset, record, problem));
        }
    }
}
