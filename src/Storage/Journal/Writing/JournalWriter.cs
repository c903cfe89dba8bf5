using System.Buffers.Binary;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Journal.Writing;

/// <summary>
/// A journal that is being written. Appending copies into a bounded buffer and never waits for the disk; a thread of its own
/// writes, syncs and rotates. One appending thread at a time. Where the disk does not follow, <see cref="IsKeeping"/> turns false
/// before anything is lost; what is lost nevertheless is counted, and noted in the journal as a gap.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>How often the writing thread looks for records.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Between attempts when the disk takes nothing.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly JournalOptions _options;
    private readonly DirectoryLock _lock;
    private readonly SegmentWriter _segments;
    private readonly JournalRing _ring;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ending = new();
    private readonly byte[] _gap = new byte[1 + sizeof(long)];
    private long _number = 1;
    private long _lostFrom;
    private long _lost;
    private long _syncedAt;
    private bool _behind;
    private volatile bool _dead;
    private volatile string? _problem;

    private JournalWriter(JournalOptions options, JournalProvenance provenance, Guid runId, TimeProvider time, DirectoryLock held, WriteBytes write)
    {
        _options = options;
        _lock = held;
        _time = time;
        _ring = new JournalRing(options.BufferBytes);
        _segments = new SegmentWriter(options, provenance, runId, time, write);
        _syncedAt = time.GetTimestamp();
        _thread = new Thread(Write) { Name = "journal", IsBackground = true };
    }

    /// <summary>What crashes left at the ends of earlier runs in this directory and opening it cut off: for the owner to report.</summary>
    public IReadOnlyList<TornTail> Torn { get; private init; } = [];

    /// <summary>Records that could not be kept.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Bytes that wait for the disk.</summary>
    public long Backlog => _ring.Backlog;

    /// <summary>Why nothing can be written now, or null.</summary>
    public string? Problem => _problem;

    /// <summary>
    /// Nothing was lost, the disk can be written, and less than half the buffer waits for it (a quarter, once it was half). A journal
    /// that has lost records does not recover: it could not be replayed.
    /// </summary>
    public bool IsKeeping
    {
        get
        {
            if (_options.WhenFull == FullBuffer.Wait && !_dead)
            {
                return true;
            }

            _behind = Backlog > (_behind ? _ring.Capacity / 4 : _ring.Capacity / 2);
            return !_behind && Lost == 0 && _problem is null;
        }
    }

    /// <summary>Begins a run. Torn tails of earlier runs in the directory are cut first.</summary>
    /// <exception cref="ArgumentException">A setting or the run's name is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">The directory is in use, cannot be written, or already holds a run of this name.</exception>
    public static JournalWriter Open(JournalOptions options, JournalProvenance provenance, Guid runId, TimeProvider time) =>
        Open(options, provenance, runId, time, AppendOnlyFile.PlainWrite);

    internal static JournalWriter Open(JournalOptions options, JournalProvenance provenance, Guid runId, TimeProvider time, WriteBytes write)
    {
        options.Validate();
        if (!SegmentName.IsRun(provenance.Run))
        {
            throw new ArgumentException($"The run's name is '{provenance.Run}'; allowed: 1 to 60 lower-case letters, digits and hyphens.", nameof(provenance));
        }

        DurableDirectory.Create(options.Directory);
        var held = DirectoryLock.Take(options.Directory);
        try
        {
            if (File.Exists(Path.Combine(options.Directory, SegmentName.Of(provenance.Run, 1))))
            {
                throw new StoreUnavailableException($"The journal {options.Directory} already holds a run {provenance.Run}; choose an empty directory.");
            }

            var torn = TornTails.Cut(options.Directory);
            var journal = new JournalWriter(options, provenance, runId, time, held, write) { Torn = torn };
            journal._thread.Start();
            return journal;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes a record in: its kind, then its content. False where it was lost, which is counted.</summary>
    /// <param name="payload">1 byte to 4 MiB, and less than half the buffer.</param>
    public bool TryAppend(ReadOnlySpan<byte> payload)
    {
        if (payload.Length is 0 or > JournalFrame.PayloadBytesMaximum || payload.Length > _ring.Capacity / 2 || _dead)
        {
            Lose();
            return false;
        }

        if (_lostFrom != 0 && !TryNoteGap())
        {
            Lose();
            return false;
        }

        while (!_ring.TryAppend(payload, _number))
        {
            if (_options.WhenFull != FullBuffer.Wait || _dead)
            {
                Lose();
                return false;
            }

            Thread.Sleep(1);
        }

        _number++;
        return true;
    }

    /// <summary>A record that could not even be made: its number is left out, and the journal notes the gap.</summary>
    public void Lose()
    {
        _lostFrom = _lostFrom == 0 ? _number : _lostFrom;
        _number++;
        Volatile.Write(ref _lost, _lost + 1);
    }

    /// <summary>Writes what waits, closes the run in order where the disk allows it, and lets the directory go.</summary>
    public void Dispose()
    {
        if (_ending.IsSet)
        {
            return;
        }

        _ending.Set();
        _thread.Join();
        _segments.Dispose();
        _lock.Dispose();
        _ending.Dispose();
    }

    /// <summary>Before the first record behind lost ones: says which are missing.</summary>
    private bool TryNoteGap()
    {
        _gap[0] = (byte)JournalRecordKind.Gap;
        BinaryPrimitives.WriteInt64LittleEndian(_gap.AsSpan(1), _number - _lostFrom);
        if (!_ring.TryAppend(_gap, _number))
        {
            return false;
        }

        _number++;
        _lostFrom = 0;
        return true;
    }

    private void Write()
    {
        while (!_ending.Wait(_problem is null ? Pause : RetryPause))
        {
            WriteWaiting();
        }

        // What was appended before the end was asked for.
        WriteWaiting();
        if (_lostFrom != 0 && TryNoteGap())
        {
            WriteWaiting();
        }

        if (_problem is null)
        {
            _ = Attempt(_segments.Close);
        }
    }

    private void WriteWaiting()
    {
        if (_dead || !Attempt(Drain) || _time.GetElapsedTime(_syncedAt) < _options.SyncEvery)
        {
            return;
        }

        _dead = !Attempt(_segments.Sync);
        _syncedAt = _time.GetTimestamp();
    }

    private void Drain()
    {
        for (var front = _ring.Front(); front.Length > 0; front = _ring.Front())
        {
            _ring.Release(_segments.Append(front));
        }
    }

    private bool Attempt(Action write)
    {
        try
        {
            write();
            _problem = null;
            return true;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            _problem = failure.Message;
            return false;
        }
    }
}
