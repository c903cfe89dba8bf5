using System.Threading.Channels;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>
/// Write-behind of the worker's state: rows are taken at once, written in the background, and of one row only the newest is
/// written. Rows of one partition reach the store in the order in which they began to wait; across partitions no order is kept.
/// Nothing is dropped silently: what cannot be taken is refused to the caller. Safe for concurrent use.
/// </summary>
public sealed class StateWriter : IAsyncDisposable
{
    private readonly StateWriterOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchWriter _batches;
    private readonly Lock _gate = new();
    private readonly Lock _telling = new();
    private readonly WaitingRows _waiting = new();
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private readonly ITimer _watch;
    private WaitingBatch? _underWay;
    private TaskCompletionSource? _drained;
    private string? _storeProblem;
    private string? _stopped;
    private string? _toldProblem;

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public StateWriter(ITableStore store, StateWriterOptions options, TimeProvider time)
    {
        options.Validate();
        _options = options;
        _time = time;
        _batches = new BatchWriter(store);
        _writing = Task.Run(WriteUntilStoppedAsync);

        // A store that hangs is noticed even where nothing else happens.
        _watch = time.CreateTimer(_ => TellHealth(), null, options.WaitMaximum, options.WaitMaximum);
    }

    /// <summary>Told when the writer becomes healthy (true) or not (false, with the reason). Called from the enqueuing or the writing thread; must be quick.</summary>
    public event Action<bool, string>? HealthChanged;

    /// <summary>Told once, when another writer owns the rows. Nothing is written from there on.</summary>
    public event Action<string>? LeaseLost;

    /// <summary>Rows taken and not yet stored.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return Taken_NeedsLock;
            }
        }
    }

    /// <summary>Why the state is not being stored in time, or null.</summary>
    public string? Problem
    {
        get
        {
            lock (_gate)
            {
                return Problem_NeedsLock();
            }
        }
    }

    /// <summary>Rows that were refused because too many wait or because the writer has stopped.</summary>
    public long Refused { get; private set; }

    private int Taken_NeedsLock => _waiting.Count + (_underWay?.Rows.Count ?? 0);

    /// <summary>Takes a row to be written over whatever this writer stored before; its version is ignored.</summary>
    /// <returns>False where the row was refused; the writer is then unhealthy.</returns>
    /// <exception cref="ArgumentException">Table or row are out of limits.</exception>
    public bool Enqueue(string table, TableRow row)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckRow(row);
        bool taken;
        lock (_gate)
        {
            taken = _stopped is null && (Taken_NeedsLock < 2 * _options.WaitingRowsMaximum || _waiting.Contains(table, row));
            if (taken)
            {
                _waiting.Put(table, row, _time.GetTimestamp());
            }
            else
            {
                Refused++;
            }
        }

        _work.Writer.TryWrite(true);
        TellHealth();
        return taken;
    }

    /// <summary>Completes when every row taken so far and meanwhile is stored.</summary>
    /// <exception cref="OperationCanceledException">Rows still wait; see <see cref="Waiting"/>.</exception>
    /// <exception cref="StoreUnavailableException">The writer has stopped with rows unwritten.</exception>
    public Task DrainAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (Taken_NeedsLock == 0)
            {
                return Task.CompletedTask;
            }

            if (_stopped is not null)
            {
                return Task.FromException(new StoreUnavailableException($"{Taken_NeedsLock} rows are not written: {_stopped}"));
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Stops at once; drain first where the rows matter.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private async Task WriteUntilStoppedAsync()
    {
        try
        {
            while (true)
            {
                if (TakeBatch() is { } batch)
                {
                    await WriteUntilStoredAsync(batch);
                }
                else
                {
                    await _work.Reader.ReadAsync(_stop.Token);
                }

                TellHealth();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            StopFor("the state writer was closed");
        }
        catch (LeaseLostException lost)
        {
            StopFor(lost.Message);
            TellHealth();
            LeaseLost?.Invoke(lost.Message);
        }
        catch (Exception defect)
        {
            StopFor("the state writer failed: " + defect);
            TellHealth();
        }
    }

    private WaitingBatch? TakeBatch()
    {
        lock (_gate)
        {
            _underWay = _waiting.Take();
            if (_underWay is null)
            {
                _drained?.TrySetResult();
                _drained = null;
            }

            return _underWay;
        }
    }

    private async Task WriteUntilStoredAsync(WaitingBatch batch)
    {
        var pause = _options.RetryPauseMinimum;
        while (true)
        {
            try
            {
                await _batches.WriteAsync(batch, _stop.Token);
                SetStoreProblem(null);
                return;
            }
            catch (StoreUnavailableException failure)
            {
                SetStoreProblem(failure.Message);
            }

            TellHealth();
            await Task.Delay(pause, _time, _stop.Token);
            pause = pause * 2 < _options.RetryPauseMaximum ? pause * 2 : _options.RetryPauseMaximum;
        }
    }

    private void SetStoreProblem(string? problem)
    {
        lock (_gate)
        {
            _storeProblem = problem;
            if (problem is null)
            {
                _underWay = null;
            }
        }
    }

    private void StopFor(string reason)
    {
        lock (_gate)
        {
            _stopped = reason;
            _drained?.TrySetException(new StoreUnavailableException($"{Taken_NeedsLock} rows are not written: {reason}"));
            _drained = null;
        }
    }

    private string? Problem_NeedsLock()
    {
        if (_stopped is not null)
        {
            return _stopped;
        }

        var taken = Taken_NeedsLock;
        if (taken >= _options.WaitingRowsMaximum)
        {
            return $"{taken} rows wait for the state store, {_options.WaitingRowsMaximum} may. {_storeProblem}".TrimEnd();
        }

        var since = _underWay?.SinceTicks ?? _waiting.OldestTicks;
        return since is { } ticks && _time.GetElapsedTime(ticks) > _options.WaitMaximum
            ? $"Rows wait for the state store longer than {_options.WaitMaximum.TotalMilliseconds} ms. {_storeProblem}".TrimEnd()
            : null;
    }

    /// <summary>Told in the order of the changes: deciding and telling are one step.</summary>
    private void TellHealth()
    {
        lock (_telling)
        {
            var problem = Problem;
            var changed = problem is null != _toldProblem is null;
            _toldProblem = problem;
            if (changed)
            {
                HealthChanged?.Invoke(problem is null, problem ?? "");
            }
        }
    }
}
