using System.Buffers.Binary;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Writing;

/// <summary>
/// The files of one run: seals frames, appends them, goes on in the next segment when one is full or old. Every segment but the
/// last ends with a record that says so, and names the chain of checksums it ends at; the next one begins with that chain.
/// One thread.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>Payload of a segment's last record: kind, closed in order, chain.</summary>
    public const int EndBytes = 6;

    private readonly JournalOptions _options;
    private readonly JournalProvenance _provenance;
    private readonly Guid _runId;
    private readonly TimeProvider _time;
    private readonly WriteBytes _write;
    private readonly byte[] _end = new byte[JournalFrame.HeaderBytes + EndBytes];
    private AppendOnlyFile? _file;
    private int _segment;
    private long _opened;
    private uint _chain;
    private bool _unsynced;

    public SegmentWriter(JournalOptions options, JournalProvenance provenance, Guid runId, TimeProvider time, WriteBytes write)
    {
        _options = options;
        _provenance = provenance;
        _runId = runId;
        _time = time;
        _write = write;
        Begin();
    }

    /// <summary>Number that the next record will have.</summary>
    public long NextRecord { get; private set; } = 1;

    /// <summary>Writes whole frames, as the ring hands them out; how many of their bytes are in the file.</summary>
    /// <exception cref="Tables.StoreUnavailableException">Nothing of this call was appended.</exception>
    public int Append(Span<byte> frames)
    {
        RotateWhenDue();
        var room = Math.Max(0, _options.SegmentBytes - _file!.Length);
        var (chain, next, taken) = (_chain, NextRecord, 0);
        while (taken < frames.Length && taken <= room)
        {
            var frame = frames.Slice(taken, JournalFrame.HeaderBytes + JournalFrame.LengthOf(frames[taken..]));
            chain = ChainOf(chain, JournalFrame.Seal(frame));
            next = JournalFrame.NumberOf(frame) + 1;
            taken += frame.Length;
        }

        _file.Append(frames[..taken]);
        (_chain, NextRecord, _unsynced) = (chain, next, true);
        return taken;
    }

    /// <exception cref="Tables.StoreUnavailableException">It is not known what is durable; nothing more can be written.</exception>
    public void Sync()
    {
        if (_unsynced)
        {
            _file!.Sync();
            _unsynced = false;
        }
    }

    /// <summary>The run is over: says so, and makes everything durable.</summary>
    public void Close()
    {
        if (_file is not null)
        {
            End(closed: true);
            Sync();
        }
    }

    public void Dispose() => _file?.Dispose();

    public static uint ChainOf(uint chain, uint checksum) => System.Numerics.BitOperations.Crc32C(chain, checksum);

    private void RotateWhenDue()
    {
        if (_file is { } full && (full.Length >= _options.SegmentBytes || _time.GetElapsedTime(_opened) >= _options.SegmentTime))
        {
            End(closed: false);
            Sync();
            full.Dispose();
            _file = null;
        }

        if (_file is null)
        {
            Begin();
        }
    }

    private void Begin()
    {
        var path = Path.Combine(_options.Directory, SegmentName.Of(_provenance.Run, _segment + 1));
        var header = new SegmentHeader { RunId = _runId, Segment = _segment + 1, FirstRecord = NextRecord, Chain = _chain, Provenance = _provenance }.ToBytes();
        var file = AppendOnlyFile.Open(path, FileMode.CreateNew, _write);
        try
        {
            file.Append(header);
            file.Sync();
            DurableDirectory.Sync(_options.Directory);
        }
        catch
        {
            // Tried again with the next records: an unfinished segment must not be in the way.
            file.Dispose();
            File.Delete(path);
            throw;
        }

        _file = file;
        _segment++;
        _opened = _time.GetTimestamp();
    }

    private void End(bool closed)
    {
        var payload = _end.AsSpan(JournalFrame.HeaderBytes);
        payload[0] = (byte)JournalRecordKind.SegmentEnd;
        payload[1] = closed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[2..], _chain);

        // Not counted: it bears the number that the next record will have.
        JournalFrame.WriteHeader(_end, EndBytes, NextRecord);
        _ = JournalFrame.Seal(_end);
        _file!.Append(_end);
        _unsynced = true;
    }
}
