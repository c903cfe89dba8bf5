using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Archiving;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Tests.Archiving;

public sealed class ArchiveKeeperTests : IAsyncLifetime
{
    private const string Partition = "btc-5m-20261101";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("archive-keeper-");
    private readonly Lines _log = new();
    private readonly StandingTime _time = new() { Seconds = 1_793_836_800 };
    private ArchivedTableStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = ArchivedTableStore.Open(new FileTableStoreOptions { Directory = _directory.FullName });
        await _store.WriteAsync(WorkerTables.Fills, [new TableWrite(TableWriteKind.Insert, new TableRow(Partition, "a", new Dictionary<string, string> { ["Value"] = "1" }))], default);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_running_worker_archives_days_that_are_over_and_says_so()
    {
        await using var keeper = Keeper();
        await UntilAsync(() => _store.Hot.RowCount == 0);
        Assert.NotNull(await _store.GetAsync(WorkerTables.Fills, Partition, "a", default));
        await UntilAsync(() => _log.Contains("1 rows of 1 partitions removed from memory, 0 rows left"));
    }

    [Fact]
    public async Task Nothing_is_done_in_the_last_minute_of_a_window()
    {
        _time.Seconds += 241;
        await using var keeper = Keeper();
        await Task.Delay(TimeSpan.FromMilliseconds(400));
        Assert.False(Directory.Exists(Path.Combine(_directory.FullName, "archive")));
        _time.Seconds += 60;
        await UntilAsync(() => _store.Hot.RowCount == 0);
    }

    [Fact]
    public async Task What_fails_is_told_and_tried_again()
    {
        var blocked = Path.Combine(_directory.FullName, "archive");
        await File.WriteAllTextAsync(blocked, "a file where the archive should be");
        await using var keeper = Keeper();
        await UntilAsync(() => _log.Contains("days cannot be archived"));
        File.Delete(blocked);
        await UntilAsync(() => _store.Hot.RowCount == 0);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    private ArchiveKeeper Keeper() =>
        new(_store, hotDays: 2, new QuietTime(new WindowSeries("btc", WindowInterval.FiveMinutes), new Clock(_time)), _log, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

    private sealed class StandingTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Seconds);
    }

    private sealed class Lines : ILogger
    {
        private readonly List<string> _lines = [];

        public bool Contains(string words)
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
