using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Intents;

/// <summary>
/// Signed intents, written before their bytes leave and synced later, off the hot path: a process that is killed loses none of
/// them, a power loss at most what was not flushed. Append and Flush may be called from different threads. One process at a time.
/// </summary>
public sealed class IntentLog : IDisposable
{
    private readonly IntentLogOptions _options;
    private readonly DirectoryLock _directoryLock;
    private readonly WriteBytes _write;
    private readonly Lock _gate = new();
    private readonly Lock _flushing = new();
    private readonly byte[] _record = new byte[IntentFormat.RecordBytes];
    private AppendOnlyFile _segment;
    private long _number;
    private long _unsyncedBytes;
    private bool _disposed;

    private IntentLog(IntentLogOptions options, DirectoryLock directoryLock, AppendOnlyFile segment, long number, WriteBytes write)
    {
        _options = options;
        _directoryLock = directoryLock;
        _segment = segment;
        _number = number;
        _write = write;
    }

    /// <summary>The last whole intent in the log, by place; null where there is none. Numbering within its epoch goes on behind it.</summary>
    public IntentRecord? LastIntent { get; private set; }

    /// <summary>What opening cut off the last segment, or null: for the owner to report.</summary>
    public TornTail? Torn { get; private set; }

    /// <summary>Broken records with whole ones behind them in the last segment, left in place: for the owner to report.</summary>
    public IReadOnlyList<DamagedIntent> Damaged { get; private set; } = [];

    /// <summary>Bytes that a power loss would take: appended and not yet flushed.</summary>
    public long UnsyncedBytes => Volatile.Read(ref _unsyncedBytes);

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">Another process holds the directory, it cannot be used, or a segment is of another format.</exception>
    public static IntentLog Open(IntentLogOptions options) => Open(options, AppendOnlyFile.PlainWrite);

    internal static IntentLog Open(IntentLogOptions options, WriteBytes write)
    {
        options.Validate();
        DurableDirectory.Create(options.Directory);
        var held = DirectoryLock.Take(options.Directory);
        try
        {
            return IntentRecovery.Open(options, write, (segment, number) => new IntentLog(options, held, segment, number, write));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Writes the intent; about the cost of one plain write, no allocation, no sync.</summary>
    /// <exception cref="StoreUnavailableException">It was not written: the order must not be sent.</exception>
    public void Append(in IntentRecord record)
    {
        lock (_gate)
        {
            if (_segment.Length + _record.Length > 2 * _options.SegmentBytes)
            {
                throw new StoreUnavailableException($"The intent log {_segment.Path} was not flushed in time: it has {_segment.Length} bytes.");
            }

            IntentFormat.Write(_record, record);
            _segment.Append(_record);
            Volatile.Write(ref _unsyncedBytes, _unsyncedBytes + _record.Length);
            LastIntent = record;
        }
    }

    /// <summary>Makes every intent appended before the call durable and goes on in a new segment where the current one is full.</summary>
    /// <exception cref="StoreUnavailableException">It is not known what is durable; the log takes no more intents.</exception>
    public void Flush()
    {
        lock (_flushing)
        {
            long unsynced;
            AppendOnlyFile segment;
            lock (_gate)
            {
                unsynced = _unsyncedBytes;
                segment = _segment;
            }

            // Outside the gate: appends go on while the disk works. Only flushes replace the segment, and they are kept apart.
            segment.Sync();
            lock (_gate)
            {
                Volatile.Write(ref _unsyncedBytes, _unsyncedBytes - unsynced);
            }

            if (segment.Length >= _options.SegmentBytes)
            {
                Rotate();
            }
        }
    }

    /// <summary>Every whole intent that is kept, oldest first, read while appends go on; broken records are passed over and counted in <paramref name="damaged"/>.</summary>
    /// <exception cref="StoreUnavailableException">A segment cannot be read.</exception>
    public static IEnumerable<IntentRecord> Read(string directory, Action<DamagedIntent> damaged)
    {
        foreach (var number in IntentSegment.Numbers(directory))
        {
            using var file = AppendOnlyFile.Open(IntentSegment.PathOf(directory, number), FileMode.Open, AppendOnlyFile.PlainWrite);
            foreach (var (record, _) in IntentSegment.Read(file, damaged))
            {
                yield return record;
            }
        }
    }

    /// <summary>Flushes and lets the directory go.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            Flush();
        }
        catch (StoreUnavailableException)
        {
            // Best effort at the end: recovery never relies on the log's unsynced tail.
        }

        _segment.Dispose();
        _directoryLock.Dispose();
    }

    internal void Report(IntentRecord? last, TornTail? torn, IReadOnlyList<DamagedIntent> damaged)
    {
        LastIntent = last;
        Torn = torn;
        Damaged = damaged;
    }

    private void Rotate()
    {
        var next = IntentRecovery.Create(_options.Directory, _number + 1, _write);
        AppendOnlyFile full;
        lock (_gate)
        {
            full = _segment;
            _segment = next;
            _number++;
        }

        try
        {
            // What was appended to it between the flush and the exchange.
            full.Sync();
        }
        catch (StoreUnavailableException failure)
        {
            next.Condemn(failure);
            throw;
        }
        finally
        {
            full.Dispose();
        }

        lock (_gate)
        {
            Volatile.Write(ref _unsyncedBytes, next.Length - IntentFormat.HeaderBytes);
        }

        var numbers = IntentSegment.Numbers(_options.Directory);
        foreach (var old in numbers.Take(Math.Max(0, numbers.Count - _options.SegmentsKept)))
        {
            DurableFile.Delete(IntentSegment.PathOf(_options.Directory, old));
        }
    }
}
