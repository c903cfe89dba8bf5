using Microsoft.Extensions.Logging;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Tests.ControlPlane;

public sealed class RetentionLoopTests
{
    private const string Shard = "0";

    private const string OldReport = "market:btc-updown-5m-1577836800";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lines _log = new();

    [Fact]
    public async Task A_running_control_plane_forgets_reports_of_windows_long_over_and_says_so()
    {
        await using var store = await WithOldReportAsync();
        await using var running = new RunningLoop(store, _log);
        await UntilAsync(() => _log.Said("0 workflows of windows that are over, 1 old reports and alerts"));
        Assert.Null(await store.GetAsync(ControlTables.Reports, Shard, OldReport, default));
    }

    [Fact]
    public async Task What_fails_is_told_and_tried_again()
    {
        await using var store = new UnwritableStore(await WithOldReportAsync()) { IsAway = true };
        await using var running = new RunningLoop(store, _log);
        await UntilAsync(() => _log.Said("kept until the next turn: the store is away"));
        store.IsAway = false;
        await UntilAsync(() => _log.Said("forgotten"));
    }

    private static async Task<MemoryTableStore> WithOldReportAsync()
    {
        var store = new MemoryTableStore();
        await store.WriteAsync(ControlTables.Reports, [new TableWrite(TableWriteKind.Insert, new TableRow(Shard, OldReport, new Dictionary<string, string> { ["Report"] = "{}" }))], default);
        return store;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    private sealed class RunningLoop : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _loop;

        public RunningLoop(ITableStore store, ILogger log)
        {
            var retention = new ControlPlaneRetention(store, Shard, workflowDays: 7, reportDays: 30, static _ => Task.CompletedTask);
            _loop = RetentionLoop.RunAsync(retention, TimeProvider.System, log, TimeSpan.Zero, TimeSpan.FromMilliseconds(20), _stop.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop;
            _stop.Dispose();
        }
    }

    private sealed class UnwritableStore(ITableStore inner) : ITableStore
    {
        public volatile bool IsAway;

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation) => inner.GetAsync(table, partition, row, cancellation);

        public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation) => inner.QueryAsync(table, partition, fromRow, cancellation);

        public Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation) =>
            IsAway ? throw new StoreUnavailableException("the store is away") : inner.WriteAsync(table, writes, cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Lines : ILogger
    {
        private readonly List<string> _lines = [];

        public bool Said(string words)
        {
            lock (_lines)
            {
                return _lines.Exists(line => line.Contains(words, StringComparison.Ordinal));
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }
    }
}
