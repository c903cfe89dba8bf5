using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Files;

/// <summary>
/// The embedded store of one machine: rows in memory, changes in an append-only log that is synced before a write is acknowledged.
/// Writers that come together share one sync. One process at a time, or several where the options say so: then each commit holds a
/// lock among them and begins with what the others wrote, and each read looks for it first. Memory and log are bounded by the options.
/// </summary>
public sealed class FileTableStore : ITableStore
{
    /// <summary>Batches that wait for the disk; beyond, callers wait to hand theirs in. More than any worker has under way.</summary>
    private const int WaitingBatchesMaximum = 1024;

    /// <summary>How long a read waits for an own commit. Beyond, another process was stopped in the midst of one: the rows as last seen are better than none.</summary>
    private static readonly TimeSpan OwnCommitPatience = TimeSpan.FromMilliseconds(100);

    private readonly FileTableStoreOptions _options;
    private readonly DirectoryLock _lock;
    private readonly WriterLock? _writers;
    private readonly Lock _gate = new();
    private readonly TableIndex _index;
    private readonly Channel<PendingBatch> _waiting = Channel.CreateBounded<PendingBatch>(
        new BoundedChannelOptions(WaitingBatchesMaximum) { SingleReader = true });
    private readonly TableLog _log;
    private readonly Task _committing;

    private FileTableStore(
        FileTableStoreOptions options, DirectoryLock directoryLock, WriterLock? writers, TableLog log, TableIndex index, TornTail? torn)
    {
        _options = options;
        _lock = directoryLock;
        _writers = writers;
        _log = log;
        _index = index;
        Torn = torn;
        _committing = Task.Run(CommitUntilClosedAsync);
    }

    /// <summary>What opening cut off the log's end, or null: for the owner to report.</summary>
    public TornTail? Torn { get; }

    /// <summary>All rows of all tables.</summary>
    public int RowCount
    {
        get
        {
            lock (_gate)
            {
                return _index.RowCount;
            }
        }
    }

    /// <summary>Why the last rewriting of the log failed, or null. The store goes on with the longer log and tries again later.</summary>
    public string? CompactionFailure => _log.CompactionFailure;

    /// <summary>Rewritings of the log since it was opened.</summary>
    public int Compactions => _log.Compactions;

    /// <summary>Syncs since it was opened: fewer than writes where writers shared them.</summary>
    public long Syncs => _log.Syncs;

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">
    /// Another process holds the directory, it cannot be used, or the log is damaged (the message names file and offset).
    /// </exception>
    public static FileTableStore Open(FileTableStoreOptions options) => Open(options, AppendOnlyFile.PlainWrite);

    internal static FileTableStore Open(FileTableStoreOptions options, WriteBytes write)
    {
        options.Validate();
        DurableDirectory.Create(options.Directory);
        var held = options.Shared ? DirectoryLock.Share(options.Directory) : DirectoryLock.Take(options.Directory);
        WriterLock? writers = null;
        try
        {
            writers = options.Shared ? WriterLock.Open(options.Directory) : null;
            writers?.Enter();
            var index = new TableIndex();
            var log = TableLog.Open(options, index, write, out var torn);
            writers?.Exit();
            return new FileTableStore(options, held, writers, log, index, torn);
        }
        catch
        {
            writers?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LookForOthers();
        lock (_gate)
        {
            return Task.FromResult(_index.Find(new RowAddress(table, partition, row)));
        }
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table, string partition, string? fromRow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        LookForOthers();
        foreach (var row in PagedRows.Read(_index, _gate, table, partition, fromRow))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>Partitions of a table that have rows, in order. Looks at the partitions of all tables.</summary>
    /// <exception cref="StoreUnavailableException">The log is damaged or cannot be read.</exception>
    public IReadOnlyList<string> PartitionsOf(string table)
    {
        LookForOthers();
        lock (_gate)
        {
            return _index.PartitionsOf(table);
        }
    }

    /// <summary>As the contract says; the cancellation counts until the batch is handed to the disk.</summary>
    public async Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        TableLimits.Check(table, writes);
        var batch = new PendingBatch(table, [.. writes]);
        try
        {
            await _waiting.Writer.WriteAsync(batch, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreUnavailableException($"The store in {_options.Directory} is closed.", closed);
        }

        return await batch.Stored.Task;
    }

    /// <summary>Writes what waits, marks the log as cleanly closed, and lets the directory go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_waiting.Writer.TryComplete())
        {
            await _committing;
            CloseLog();
            _writers?.Dispose();
            _lock.Dispose();
        }
    }

    private async Task CommitUntilClosedAsync()
    {
        var group = new List<PendingBatch>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            try
            {
                AsOnlyWriter(() =>
                {
                    CommitGroup(group);
                    _log.CompactWhereGarbageDominates(_index);
                });
            }
            catch (StoreUnavailableException failure)
            {
                FailAll(group, failure);
            }
            catch (Exception defect)
            {
                // Nobody knows what is half done: nothing more is written until the store is opened anew.
                var reason = new StoreUnavailableException($"The store in {_options.Directory} failed: {defect.Message}", defect);
                _log.Condemn(reason);
                FailAll(group, reason);
            }

            group.Clear();
        }
    }

    /// <summary>Before a read: takes in what other processes wrote since the last one.</summary>
    /// <exception cref="StoreUnavailableException">The log is damaged or cannot be read.</exception>
    private void LookForOthers()
    {
        if (_writers is null)
        {
            return;
        }

        // Not while this process commits: what it appends is its own, and it began with what the others had written.
        if (!Monitor.TryEnter(_writers, OwnCommitPatience))
        {
            return;
        }

        try
        {
            bool current;
            lock (_gate)
            {
                current = _log.ReadOn();
            }

            if (!current)
            {
                AsOnlyWriter(static () => { });
            }
        }
        finally
        {
            Monitor.Exit(_writers);
        }
    }

    private void AsOnlyWriter(Action write)
    {
        if (_writers is null)
        {
            write();
            return;
        }

        // Two threads of one process share the file lock, so they need one of their own.
        lock (_writers)
        {
            _writers.Enter();
            try
            {
                lock (_gate)
                {
                    _log.CatchUp();
                }

                write();
            }
            finally
            {
                _writers.Exit();
            }
        }
    }

    private void CloseLog()
    {
        try
        {
            AsOnlyWriter(_log.Dispose);
        }
        catch (StoreUnavailableException)
        {
            // The others' rows cannot be read any more; ours are durable.
            _log.Dispose();
        }
    }

    private void CommitGroup(List<PendingBatch> group)
    {
        var plan = new WritePlan(_index);
        while (!_log.GroupIsFull && _waiting.Reader.TryRead(out var batch))
        {
            group.Add(batch);
            Decide(batch, plan);
        }

        _log.Commit();
        lock (_gate)
        {
            plan.Apply();
        }

        group.ForEach(static batch => batch.Complete());
    }

    private static void FailAll(List<PendingBatch> group, StoreUnavailableException reason) =>
        group.ForEach(batch => batch.Stored.TrySetException(new StoreUnavailableException(reason.Message, reason)));

    private void Decide(PendingBatch batch, WritePlan plan)
    {
        var before = plan.Changes.Count;
        var weight = batch.Writes.Sum(write => write.Kind == TableWriteKind.Delete ? 0 : TableIndex.Weight(batch.Table, write.Row));
        if (weight > 0 && _index.LiveCharacters + plan.AddedCharacters + weight > _options.LiveCharactersMaximum)
        {
            batch.Refusal = new StoreUnavailableException(
                $"The store in {_options.Directory} is full: {_index.LiveCharacters} of {_options.LiveCharactersMaximum} characters. Delete rows or raise {nameof(_options.LiveCharactersMaximum)}.");
            return;
        }

        try
        {
            var sequence = _log.NextSequence();
            batch.Rows = plan.Add(batch.Table, batch.Writes, sequence.ToString());
            for (var position = before; position < plan.Changes.Count; position++)
            {
                _log.Add(plan.Changes[position], sequence);
            }
        }
        catch (StoreConflictException conflict)
        {
            batch.Refusal = conflict;
        }
    }

    /// <summary>A batch under way. Its refusal, too, is told only after the commit, because it may rest on a batch of the same group.</summary>
    private sealed class PendingBatch(string table, TableWrite[] writes)
    {
        public string Table { get; } = table;

        public TableWrite[] Writes { get; } = writes;

        public TableRow[] Rows { get; set; } = [];

        public Exception? Refusal { get; set; }

        public TaskCompletionSource<IReadOnlyList<TableRow>> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Complete()
        {
            if (Refusal is null)
            {
                Stored.TrySetResult(Rows);
            }
            else
            {
                Stored.TrySetException(Refusal);
            }
        }
    }
}
