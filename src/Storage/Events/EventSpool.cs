using System.Globalization;
using System.Text;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Events;

/// <summary>
/// Events that wait on disk for the hub, in their order: files of one event a line, the oldest deleted once all of it was sent. What
/// was taken over before is remembered in a file of its own. Survives the process; after a power loss the newest may be missing.
/// Safe for concurrent use by one appender and one reader.
/// </summary>
internal sealed class EventSpool : IDisposable
{
    /// <summary>Small against the whole, so that room comes back while sending.</summary>
    private const long SegmentBytes = 4 * 1024 * 1024;

    private const string Suffix = ".events";
    private const byte LineEnd = (byte)'\n';

    private readonly Lock _gate = new();
    private readonly DirectoryLock _lock;
    private readonly string _directory;
    private readonly string _cursorPath;
    private readonly long _bytesMaximum;
    private readonly SortedDictionary<long, AppendOnlyFile> _segments = [];
    private long _readSegment;
    private long _readOffset;
    private (long Segment, long Offset) _peeked;

    private EventSpool(DirectoryLock held, string directory, long bytesMaximum)
    {
        _lock = held;
        _directory = directory;
        _cursorPath = Path.Combine(directory, "sent");
        _bytesMaximum = bytesMaximum;
    }

    /// <summary>Bytes that wait.</summary>
    public long WaitingBytes
    {
        get
        {
            lock (_gate)
            {
                return Waiting_NeedsLock;
            }
        }
    }

    private long Waiting_NeedsLock => _segments.Sum(static segment => segment.Value.Length) - _readOffset;

    /// <exception cref="StoreUnavailableException">The directory is in use or cannot be read.</exception>
    public static EventSpool Open(string directory, long bytesMaximum)
    {
        DurableDirectory.Create(directory);
        var spool = new EventSpool(DirectoryLock.Take(directory), directory, bytesMaximum);
        try
        {
            spool.Load();
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>False where there is no room.</summary>
    /// <exception cref="StoreUnavailableException">The disk does not take it; nothing was appended.</exception>
    public bool TryAppend(EngineEvent one)
    {
        var line = Encoding.UTF8.GetBytes(one.ToJson() + "\n");
        lock (_gate)
        {
            if (Waiting_NeedsLock + line.Length > _bytesMaximum)
            {
                return false;
            }

            if (_segments.Count == 0 || _segments.Last().Value.Length >= SegmentBytes)
            {
                Begin(_segments.Count == 0 ? _readSegment + 1 : _segments.Last().Key + 1);
            }

            _segments.Last().Value.Append(line);
            return true;
        }
    }

    /// <summary>The oldest events, up to a number and bytes, at least one where any waits. They stay until <see cref="Sent"/>.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read.</exception>
    public IReadOnlyList<EngineEvent> Peek(int most, int bytesMost)
    {
        lock (_gate)
        {
            DropRead();
            _peeked = (_readSegment, _readOffset);
            var found = new List<EngineEvent>();
            if (!_segments.TryGetValue(_readSegment, out var segment))
            {
                return found;
            }

            var buffer = new byte[Math.Min(segment.Length - _readOffset, (long)bytesMost * 2)];
            var rest = buffer.AsSpan(0, segment.Read(buffer, _readOffset));
            var taken = 0;
            while (found.Count < most && rest.IndexOf(LineEnd) is >= 0 and var end && (found.Count == 0 || taken + end < bytesMost))
            {
                // A line that is damaged is passed over: holding it back would hold up all others.
                if (EngineEvent.Read(rest[..end]) is { } read)
                {
                    found.Add(read);
                }

                taken += end + 1;
                rest = rest[(end + 1)..];
            }

            _peeked = (_readSegment, _readOffset + taken);
            return found;
        }
    }

    /// <summary>What was peeked last has been sent.</summary>
    /// <exception cref="StoreUnavailableException">It is sent again after a restart.</exception>
    public void Sent()
    {
        lock (_gate)
        {
            if (_peeked == (_readSegment, _readOffset))
            {
                return;
            }

            (_readSegment, _readOffset) = _peeked;
            DropRead();
            DurableFile.Replace(_cursorPath, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_readSegment} {_readOffset}")));
        }
    }

    public void Dispose()
    {
        foreach (var segment in _segments.Values)
        {
            segment.Dispose();
        }

        _lock.Dispose();
    }

    private void Load()
    {
        var cursor = DurableFile.Read(_cursorPath) is { } content ? Encoding.ASCII.GetString(content).Split(' ') : [];
        var known = cursor is [var segment, var offset] && long.TryParse(segment, out _readSegment) && long.TryParse(offset, out _readOffset);
        foreach (var path in Directory.GetFiles(_directory, "*" + Suffix))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                _segments[number] = AppendOnlyFile.Open(path, FileMode.Open, AppendOnlyFile.PlainWrite);
                CutTorn(_segments[number]);
            }
        }

        if (!known || (_segments.Count > 0 && !_segments.ContainsKey(_readSegment)))
        {
            (_readSegment, _readOffset) = (_segments.Count > 0 ? _segments.First().Key : 0, 0);
        }

        DropRead();
    }

    // A crash may have left half a line.
    private static void CutTorn(AppendOnlyFile file)
    {
        var buffer = new byte[file.Length];
        var whole = buffer.AsSpan(0, file.Read(buffer, 0)).LastIndexOf(LineEnd) + 1;
        if (whole < file.Length)
        {
            file.CutTo(whole);
        }
    }

    private void Begin(long number)
    {
        var file = AppendOnlyFile.Open(PathOf(number), FileMode.CreateNew, AppendOnlyFile.PlainWrite);
        if (_segments.Count == 0)
        {
            (_readSegment, _readOffset) = (number, 0);
        }

        _segments.Add(number, file);
    }

    /// <summary>Goes on to the next file where one was read to its end and another follows it.</summary>
    private void DropRead()
    {
        while (_segments.Count > 1 && _segments.First() is var (number, file) && (number < _readSegment || (number == _readSegment && _readOffset >= file.Length)))
        {
            file.Dispose();
            _segments.Remove(number);
            DurableFile.Delete(PathOf(number));
            if (number == _readSegment)
            {
                (_readSegment, _readOffset) = (_segments.First().Key, 0);
            }
        }
    }

    private string PathOf(long number) => Path.Combine(_directory, number.ToString("D12", CultureInfo.InvariantCulture) + Suffix);
}
