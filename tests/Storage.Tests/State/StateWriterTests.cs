using PolyCloud.Storage.Memory;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.State;

public sealed class StateWriterTests : IAsyncDisposable
{
    private static readonly StateWriterOptions Quick = new()
    {
        RetryPauseMinimum = TimeSpan.FromMilliseconds(1),
        RetryPauseMaximum = TimeSpan.FromMilliseconds(4),
    };

    private readonly MemoryTableStore _memory = new();
    private readonly InterruptedStore _store;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    public StateWriterTests() => _store = new InterruptedStore(_memory);

    public ValueTask DisposeAsync()
    {
        _patience.Dispose();
        return _store.DisposeAsync();
    }

    private StateWriter Writer(StateWriterOptions? options = null) => new(_store, options ?? Quick, TimeProvider.System);

    private static TableRow Row(string row, string value, long epoch = 5) =>
        new("p", row, new Dictionary<string, string> { ["Value"] = value, ["Epoch"] = epoch.ToString() });

    /// <summary>Until the write of the row waits in the store: rows that come later wait in the writer.</summary>
    private async Task EnqueueAndWaitForItsWriteAsync(StateWriter writer, TableRow row)
    {
        writer.Enqueue(TableRows.Table, row);
        while (_store.BeforeNextWrite is not null)
        {
            await Task.Delay(1, _patience.Token);
        }
    }

    [Fact]
    public async Task Rows_are_stored_and_the_newest_of_a_key_wins()
    {
        await using var writer = Writer();
        for (var number = 0; number < 1000; number++)
        {
            Assert.True(writer.Enqueue(TableRows.Table, Row("r" + (number % 7), number.ToString())));
        }

        await writer.DrainAsync(_patience.Token);
        Assert.Equal(0, writer.Waiting);
        Assert.Equal(Enumerable.Range(993, 7), (await _memory.AllAsync("p")).Select(row => int.Parse(row.Columns["Value"])).Order());
    }

    [Fact]
    public async Task Rows_that_wait_are_written_in_batches_and_once_a_key()
    {
        var held = new TaskCompletionSource();
        _store.BeforeNextWrite = () => held.Task;
        await using var writer = Writer();
        await EnqueueAndWaitForItsWriteAsync(writer, Row("first", "0"));
        for (var number = 0; number < 1500; number++)
        {
            writer.Enqueue(TableRows.Table, Row("r" + (number % 150), number.ToString()));
        }

        Assert.Equal(151, writer.Waiting);
        held.SetResult();
        await writer.DrainAsync(_patience.Token);
        Assert.Equal([1, 100, 50], _store.Writes.Select(batch => batch.Count));
        Assert.Equal("1499", await _memory.ValueAsync("p", "r149"));
    }

    [Fact]
    public async Task Rows_of_an_earlier_run_are_taken_over()
    {
        await _memory.WriteAsync(TableRows.Table, [new TableWrite(TableWriteKind.Insert, Row("r", "old", epoch: 4))], default);
        await using var writer = Writer();
        writer.Enqueue(TableRows.Table, Row("r", "new"));
        await writer.DrainAsync(_patience.Token);
        Assert.Equal("new", await _memory.ValueAsync("p", "r"));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_written_again_without_losing_the_lease()
    {
        var lost = 3;
        _store.AfterWrite = () =>
        {
            if (lost-- > 0)
            {
                throw new StoreUnavailableException("the answer was lost");
            }
        };
        await using var writer = Writer();
        writer.LeaseLost += reason => Assert.Fail(reason);
        writer.Enqueue(TableRows.Table, Row("r", "1"));
        await writer.DrainAsync(_patience.Token);
        writer.Enqueue(TableRows.Table, Row("r", "2"));
        await writer.DrainAsync(_patience.Token);
        Assert.Equal("2", await _memory.ValueAsync("p", "r"));
        Assert.Null(writer.Problem);
    }

    [Fact]
    public async Task A_row_of_a_later_epoch_means_the_lease_is_lost_and_is_not_touched()
    {
        await using var writer = Writer();
        var told = new TaskCompletionSource<string>();
        writer.LeaseLost += told.SetResult;
        writer.Enqueue(TableRows.Table, Row("r", "mine"));
        await writer.DrainAsync(_patience.Token);
        await _memory.WriteAsync(TableRows.Table, [new TableWrite(TableWriteKind.Upsert, Row("r", "theirs", epoch: 6))], default);
        writer.Enqueue(TableRows.Table, Row("r", "mine again"));
        Assert.Contains("epoch 6", await told.Task.WaitAsync(_patience.Token), StringComparison.Ordinal);
        Assert.Equal("theirs", await _memory.ValueAsync("p", "r"));
        Assert.False(writer.Enqueue(TableRows.Table, Row("r", "mine still")));
        Assert.Equal(1, writer.Refused);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.DrainAsync(_patience.Token));
    }

    [Fact]
    public async Task A_second_conflict_in_a_row_means_the_lease_is_lost()
    {
        await using var writer = Writer();
        var told = new TaskCompletionSource<string>();
        writer.LeaseLost += told.SetResult;
        Func<Task> intrude = null!;
        var intrusions = 0;
        intrude = () =>
        {
            _store.BeforeNextWrite = ++intrusions < 3 ? intrude : null;
            return _memory.WriteAsync(TableRows.Table, [new TableWrite(TableWriteKind.Upsert, Row("r", "theirs"))], default);
        };
        _store.BeforeNextWrite = intrude;
        writer.Enqueue(TableRows.Table, Row("r", "mine"));
        Assert.Contains("Another writer", await told.Task.WaitAsync(_patience.Token), StringComparison.Ordinal);
        Assert.Equal("theirs", await _memory.ValueAsync("p", "r"));
    }

    [Fact]
    public async Task A_store_that_is_away_too_long_is_told_and_everything_is_written_when_it_is_back()
    {
        var away = true;
        _store.BeforeNextWrite = FailWhileAway;
        var health = new List<(bool Healthy, string Reason)>();
        await using var writer = Writer(Quick with { WaitMaximum = TimeSpan.FromMilliseconds(30) });
        var told = new TaskCompletionSource();
        writer.HealthChanged += (healthy, reason) =>
        {
            lock (health)
            {
                health.Add((healthy, reason));
            }

            told.TrySetResult();
        };
        writer.Enqueue(TableRows.Table, Row("r", "1"));
        await told.Task.WaitAsync(_patience.Token);
        Assert.Contains("the cable is out", writer.Problem, StringComparison.Ordinal);
        writer.Enqueue(TableRows.Table, Row("s", "2"));
        Volatile.Write(ref away, false);
        await writer.DrainAsync(_patience.Token);
        Assert.Equal(["1", "2"], (await _memory.AllAsync("p")).Select(row => row.Columns["Value"]));
        while (writer.Problem is not null || health.Count < 2)
        {
            await Task.Delay(1, _patience.Token);
        }

        Assert.Equal([false, true], health.Select(change => change.Healthy));
        Assert.Contains("the cable is out", health[0].Reason, StringComparison.Ordinal);

        Task FailWhileAway()
        {
            if (!Volatile.Read(ref away))
            {
                return Task.CompletedTask;
            }

            _store.BeforeNextWrite = FailWhileAway;
            throw new StoreUnavailableException("the cable is out");
        }
    }

    [Fact]
    public async Task A_store_that_hangs_is_told_though_nothing_else_happens()
    {
        var held = new TaskCompletionSource();
        _store.BeforeNextWrite = () => held.Task;
        await using var writer = Writer(Quick with { WaitMaximum = TimeSpan.FromMilliseconds(20) });
        var told = new TaskCompletionSource<bool>();
        writer.HealthChanged += (healthy, _) => told.TrySetResult(healthy);
        writer.Enqueue(TableRows.Table, Row("r", "1"));
        Assert.False(await told.Task.WaitAsync(_patience.Token));
        held.SetResult();
        await writer.DrainAsync(_patience.Token);
    }

    [Fact]
    public async Task Too_many_rows_are_told_first_and_refused_later()
    {
        var held = new TaskCompletionSource();
        _store.BeforeNextWrite = () => held.Task;
        await using var writer = Writer(Quick with { WaitingRowsMaximum = 10, WaitMaximum = TimeSpan.FromMinutes(1) });
        var health = new List<bool>();
        writer.HealthChanged += (healthy, _) =>
        {
            lock (health)
            {
                health.Add(healthy);
            }
        };
        await EnqueueAndWaitForItsWriteAsync(writer, Row("first", "0"));
        var taken = Enumerable.Range(0, 29).Select(number => writer.Enqueue(TableRows.Table, Row("r" + number, "v"))).ToList();
        Assert.Equal(19, taken.Count(accepted => accepted));
        Assert.Equal(20, writer.Waiting);
        Assert.Equal(10, writer.Refused);
        Assert.Equal([false], health);
        Assert.True(writer.Enqueue(TableRows.Table, Row("r18", "newer")), "a row that waits already may become newer");
        held.SetResult();
        await writer.DrainAsync(_patience.Token);
        Assert.Equal(20, _memory.RowCount);
        Assert.Equal("newer", await _memory.ValueAsync("p", "r18"));
    }

    [Fact]
    public async Task A_drain_that_is_cancelled_leaves_the_rows_waiting()
    {
        _store.BeforeNextWrite = () => new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(1));
        await using var writer = Writer();
        writer.Enqueue(TableRows.Table, Row("r", "1"));
        using var hurry = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.DrainAsync(hurry.Token));
        Assert.Equal(1, writer.Waiting);
    }

    [Fact]
    public async Task A_defect_stops_the_writer_and_is_told()
    {
        _store.BeforeNextWrite = () => throw new InvalidOperationException("a defect");
        await using var writer = Writer();
        writer.Enqueue(TableRows.Table, Row("r", "1"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.DrainAsync(_patience.Token));
        Assert.Contains("a defect", writer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_out_of_limits_is_the_callers_mistake()
    {
        await using var writer = Writer();
        Assert.Throws<ArgumentException>(() => writer.Enqueue(TableRows.Table, Row("", "1")));
        Assert.Throws<ArgumentException>(() => writer.Enqueue("x", Row("r", "1")));
        Assert.Equal(0, writer.Waiting);
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Contains("WaitingRowsMaximum is '0'", Assert.Throws<ArgumentException>(() => Writer(Quick with { WaitingRowsMaximum = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Writer(Quick with { WaitMaximum = TimeSpan.Zero }));
        Assert.Throws<ArgumentException>(() => Writer(Quick with { RetryPauseMinimum = TimeSpan.Zero }));
        Assert.Throws<ArgumentException>(() => Writer(Quick with { RetryPauseMaximum = TimeSpan.Zero }));
    }
}
