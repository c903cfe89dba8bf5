using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Files;

/// <summary>The log file of a store and its rewriting. Used by one thread at a time.</summary>
internal sealed class TableLog : IDisposable
{
    public const string FileName = "tables.log";
    public const string RewrittenName = "tables.log.rewritten";

    /// <summary>A frame is closed here: larger ones gain nothing by sharing a sync.</summary>
    private const int GroupBytes = 2 * 1024 * 1024;

    private readonly FileTableStoreOptions _options;
    private readonly WriteBytes _write;
    private readonly LogFrameWriter _frame = new();
    private readonly TableIndex _index;
    private AppendOnlyFile _file;
    private LogReader _reader;
    private long _sequence;
    private long _garbageCheckedFrom;
    private bool _writtenSinceOpened;

    private TableLog(FileTableStoreOptions options, WriteBytes write, AppendOnlyFile file, TableIndex index, LogReader reader)
    {
        _index = index;
        _reader = reader;
        _options = options;
        _write = write;
        _file = file;
        _sequence = reader.LastSequence;
        _garbageCheckedFrom = options.CompactionBytesMinimum;
    }

    public string? CompactionFailure { get; private set; }

    public int Compactions { get; private set; }

    public long Syncs { get; private set; }

    public bool GroupIsFull => _frame.PayloadBytes >= GroupBytes;

    /// <exception cref="StoreUnavailableException">The log cannot be used or is damaged.</exception>
    public static TableLog Open(FileTableStoreOptions options, TableIndex index, WriteBytes write, out TornTail? torn)
    {
        var path = Path.Combine(options.Directory, FileName);

        // A rewriting that a crash interrupted; the log itself is whole.
        DurableFile.Delete(Path.Combine(options.Directory, RewrittenName));
        if (!File.Exists(path))
        {
            DurableFile.Replace(path, LogFormat.FileHeader(lastSequence: 0));
        }

        var file = AppendOnlyFile.Open(path, FileMode.Open, write);
        try
        {
            var reader = new LogReader(file, index);
            torn = reader.Read();
            return new TableLog(options, write, file, index, reader);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes in what other processes wrote; false where the rows have moved to a new file, which only the holder of the writers' lock
    /// may open. The caller keeps readers of the index away.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The log is damaged or cannot be read.</exception>
    public bool ReadOn()
    {
        _reader.ReadOn();
        _sequence = Math.Max(_sequence, _reader.LastSequence);
        return !_reader.HasMoved;
    }

    /// <summary>As <see cref="ReadOn"/>, for the holder of the writers' lock: goes to the new file, and cuts what a dead writer left.</summary>
    /// <exception cref="StoreUnavailableException">The log is damaged or cannot be used.</exception>
    public void CatchUp()
    {
        if (!ReadOn())
        {
            _index.Clear();
            _file.Dispose();
            _file = AppendOnlyFile.Open(Path.Combine(_options.Directory, FileName), FileMode.Open, _write);
            _reader = new LogReader(_file, _index);
            _ = _reader.Read();
            _sequence = Math.Max(_sequence, _reader.LastSequence);
        }

        _reader.CutUnfinished();
    }

    /// <summary>Numbers a batch. Numbers are never used twice, so a version never comes back.</summary>
    public long NextSequence() => ++_sequence;

    public void Add(in PlannedChange change, long sequence) => _frame.Add(change, sequence);

    /// <summary>Appends and syncs what was added; nothing where nothing was.</summary>
    /// <exception cref="StoreUnavailableException">It is not durable.</exception>
    public void Commit()
    {
        if (_frame.PayloadBytes == 0)
        {
            return;
        }

        _frame.AppendTo(_file);
        _file.Sync();
        _writtenSinceOpened = true;
        Syncs++;
    }

    public void CompactWhereGarbageDominates(TableIndex index)
    {
        // A character takes one byte in the log, mostly; text beyond ASCII only delays the rewriting.
        if (_file.Length < _garbageCheckedFrom || _file.Length < 2 * index.LiveCharacters)
        {
            return;
        }

        try
        {
            Compact(index);
            CompactionFailure = null;
            Compactions++;
            _garbageCheckedFrom = _options.CompactionBytesMinimum;
        }
        catch (StoreUnavailableException failure)
        {
            CompactionFailure = failure.Message;
            _garbageCheckedFrom = _file.Length + (_file.Length / 2);
        }
    }

    /// <summary>Refuses everything from here on.</summary>
    public void Condemn(StoreUnavailableException reason) => _file.Condemn(reason);

    /// <summary>Closes with a frame without payload: a broken frame before it is then damage and not an unfinished write.</summary>
    public void Dispose()
    {
        try
        {
            if (_writtenSinceOpened)
            {
                _frame.AppendTo(_file);
                _file.Sync();
            }
        }
        catch (StoreUnavailableException)
        {
            // Every acknowledged row is durable without the mark; its loss only weakens the next opening's diagnosis.
        }
        finally
        {
            _frame.Dispose();
            _file.Dispose();
        }
    }

    /// <summary>
    /// Writes the live rows beside the log, syncs, renames it over the log, syncs the directory. A crash before the rename leaves
    /// the old log, after it the new one, and both hold every acknowledged row.
    /// </summary>
    private void Compact(TableIndex index)
    {
        var path = Path.Combine(_options.Directory, RewrittenName);
        var rewritten = AppendOnlyFile.Open(path, FileMode.Create, _write);
        try
        {
            WriteRows(rewritten, index);
            rewritten.Sync();
            if (_options.Shared)
            {
                // Before the renaming: who sees it waits for the lock we hold, and opens the path anew.
                _frame.AddMoved();
                _frame.AppendTo(_file);
            }

            MoveOver(path);
        }
        catch
        {
            rewritten.Dispose();
            DurableFile.Delete(path);
            throw;
        }

        _file.Dispose();
        _file = rewritten;
        _reader = new LogReader(_file, index);
        try
        {
            DurableDirectory.Sync(_options.Directory);
        }
        catch (StoreUnavailableException failure)
        {
            // The old log might come back after a power loss, without what is written from here on.
            _file.Condemn(failure);
            throw;
        }
    }

    private void WriteRows(AppendOnlyFile rewritten, TableIndex index)
    {
        rewritten.Append(LogFormat.FileHeader(_sequence));
        foreach (var (table, row) in index.All())
        {
            _frame.Add(new PlannedChange(new RowAddress(table, row.Partition, row.Row), row), long.Parse(row.Version));
            if (GroupIsFull)
            {
                _frame.AppendTo(rewritten);
            }
        }

        _frame.AppendTo(rewritten);
    }

    private void MoveOver(string rewritten)
    {
        try
        {
            File.Move(rewritten, Path.Combine(_options.Directory, FileName), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The file {rewritten} cannot be renamed: {failure.Message}", failure);
        }
    }
}
