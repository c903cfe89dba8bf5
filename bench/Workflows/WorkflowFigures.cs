using System.Diagnostics;
using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Bench.Workflows;

/// <summary>
/// Figures of the embedded workflow runtime: how late workflows advance that are due on one boundary, or spread over minutes; the
/// burst when all are due at once; memory; and how long a runtime takes to have all instances again after it was killed.
/// </summary>
internal static class WorkflowFigures
{
    /// <summary>The hidden second role of the program: start instances, say so, and wait to be killed.</summary>
    public const string HoldCommand = "workflows-hold";

    private const string Sleeper = "sleeper";

    /// <param name="arguments">Live instances (default 10 000), seconds over which their timers are spread (default 300), and an Azurite connection instead of the file store.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var live = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000;
        var spread = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 300;
        var connection = arguments.Length > 2 ? arguments[2] : null;
        Console.WriteLine($"workflows: {(connection is null ? "file store" : "Table Storage at " + TableStorageOptions.FromConnectionString(connection).Endpoint)}, {Environment.ProcessorCount} processors");
        await BoundaryAsync(200, connection);
        await SpreadAsync(live, spread, connection);
        await BurstAsync(live, connection);
        if (connection is null)
        {
            await RecoveryAsync(live);
        }
    }

    /// <summary>Starts instances that sleep for an hour in the directory, says so, and waits.</summary>
    public static async Task HoldAsync(string directory, int live)
    {
        await using var bed = await TestBed.OpenAsync(directory, null);
        var running = bed.RunAsync();
        await bed.StartAsync(live, _ => bed.Now + Duration.FromSeconds(3_600));
        await bed.WaitAsync(live, TimeSpan.FromMinutes(10));
        Console.WriteLine("held");
        await running;
    }

    private static async Task BoundaryAsync(int live, string? connection)
    {
        await using var bed = await TestBed.OpenAsync(NewDirectory(), connection);
        _ = bed.RunAsync();
        var due = bed.Now + Duration.FromSeconds(connection is null ? 4 : 20);
        await bed.StartAsync(live, _ => due);
        await bed.WaitForEndsAsync(live, TimeSpan.FromMinutes(5));
        Print($"{live} due on one boundary", bed);
    }

    private static async Task SpreadAsync(int live, int seconds, string? connection)
    {
        await using var bed = await TestBed.OpenAsync(NewDirectory(), connection);
        _ = bed.RunAsync();

        // Starting is not what is measured: the first timer comes when all are there.
        var began = Stopwatch.GetTimestamp();
        var lead = Duration.FromSeconds(Math.Max(10, live / (connection is null ? 400 : 40)));
        var first = bed.Now + lead;
        await bed.StartAsync(live, index => first + new Duration((long)index * seconds * 1_000_000 / live));
        await bed.WaitAsync(live, TimeSpan.FromMinutes(10));
        Console.WriteLine($"  {live} started in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s{(bed.Now > first ? ", later than the first timer: the lateness below is not the runtime's" : "")}");
        await bed.WaitForEndsAsync(live, TimeSpan.FromSeconds(seconds + 600));
        Print($"{live} live, spread over {seconds} s", bed);
    }

    private static async Task BurstAsync(int live, string? connection)
    {
        await using var bed = await TestBed.OpenAsync(NewDirectory(), connection);
        _ = bed.RunAsync();
        var due = bed.Now + Duration.FromSeconds(Math.Max(10, live / (connection is null ? 400 : 40)));
        await bed.StartAsync(live, _ => due);
        await bed.WaitAsync(live, TimeSpan.FromMinutes(10));
        await bed.WaitForEndsAsync(live, TimeSpan.FromMinutes(20));
        Print($"{live} due at once", bed);
        Console.WriteLine($"  the burst took {bed.Lateness().Max() / 1e6:0.00} s");
    }

    private static async Task RecoveryAsync(int live)
    {
        var directory = NewDirectory();
        using var holder = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), HoldCommand, directory, live.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        while (await holder.StandardOutput.ReadLineAsync() is { } line && line != "held")
        {
        }

        holder.Kill();
        await holder.WaitForExitAsync();
        var began = Stopwatch.GetTimestamp();
        await using var bed = await TestBed.OpenAsync(directory, null);
        var opened = Stopwatch.GetElapsedTime(began);
        _ = bed.RunAsync();
        await bed.WaitAsync(live, TimeSpan.FromMinutes(5));
        Console.WriteLine(
            $"recovery after SIGKILL: {live} instances in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s (store opened in {opened.TotalSeconds:0.00} s; the dead runtime's lease of {new WorkflowHostOptions { Holder = "" }.Lease} included)");
    }

    private static IEnumerable<string> Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(WorkflowFigures).Assembly.Location] : [];

    private static void Print(string what, TestBed bed)
    {
        var lateness = bed.Lateness();
        Array.Sort(lateness);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: lateness p50 {lateness[lateness.Length / 2] / 1e3:0.0} ms, p99 {lateness[lateness.Length * 99 / 100] / 1e3:0.0} ms, max {lateness[^1] / 1e3:0.0} ms; resident {Process.GetCurrentProcess().WorkingSet64 / 1048576} MB, managed {GC.GetTotalMemory(forceFullCollection: true) / 1048576} MB"));
    }

    private static string NewDirectory() => Directory.CreateTempSubdirectory("polycloud-bench-").FullName;

    /// <summary>A runtime over a store of its own, and instances that sleep until a moment and then call one activity.</summary>
    private sealed class TestBed : IWorkflowLog, IAsyncDisposable
    {
        private readonly ITableStore _store;
        private readonly WorkflowClient _client;
        private readonly WorkflowHost _host;
        private readonly CancellationTokenSource _stop = new();
        private readonly List<long> _lateness = [];
        private readonly string _directory;
        private volatile int _live;
        private Task _running = Task.CompletedTask;

        private TestBed(ITableStore store, string directory)
        {
            _store = store;
            _directory = directory;
            _client = new WorkflowClient(store, TimeProvider.System, static () => Guid.NewGuid().ToString("N"));
            var activities = new ActivityCatalog().Add<long, bool>("wake", (_, due, _) =>
            {
                lock (_lateness)
                {
                    _lateness.Add((Now.Micros) - due);
                }

                return Task.FromResult(true);
            });
            _host = new WorkflowHost(store, activities, new WorkflowHostOptions { Holder = "bench", Runtime = new WorkflowRuntimeOptions { LiveInstancesMaximum = 100_000, CommandsOfLook = 10_000 } }, TimeProvider.System, this)
            {
                Started = (_, live) => _live = live,
            };
        }

        public Timestamp Now => new((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

        public static async Task<TestBed> OpenAsync(string directory, string? connection)
        {
            if (connection is null)
            {
                return new TestBed(FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(directory, "state"), Shared = true }), directory);
            }

            var bed = new TestBed(new TableStorageClient(TableStorageOptions.FromConnectionString(connection), TimeProvider.System), directory);
            await bed._store.GetAsync(WorkerTables.Epochs, "probe", "probe", default);
            return bed;
        }

        public Task RunAsync() => _running = _host.RunAsync(Catalog(), _stop.Token);

        public async Task StartAsync(int count, Func<int, Timestamp> due)
        {
            var run = Guid.NewGuid().ToString("N");
            foreach (var batch in Enumerable.Range(0, count).Chunk(256))
            {
                await Task.WhenAll(batch.Select(index => _client.StartAsync(Sleeper, $"{run}-{index}", due(index).Micros, default)));
            }
        }

        /// <summary>Until so many instances live or have ended.</summary>
        public async Task WaitAsync(int count, TimeSpan patience)
        {
            var deadline = DateTime.UtcNow + patience;
            while (_live < count && await LiveAsync() + Ended() < count)
            {
                await PauseAsync(deadline);
            }
        }

        public async Task WaitForEndsAsync(int count, TimeSpan patience)
        {
            var deadline = DateTime.UtcNow + patience;
            while (Ended() < count)
            {
                await PauseAsync(deadline);
            }
        }

        public long[] Lateness()
        {
            lock (_lateness)
            {
                return [.. _lateness];
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            await _store.DisposeAsync();
            _host.Dispose();
            _stop.Dispose();
            Directory.Delete(_directory, recursive: true);
        }

        void IWorkflowLog.Write(WorkflowLogLevel level, string text) => Console.Error.WriteLine($"{level}: {text}");

        private static WorkflowCatalog Catalog() => new WorkflowCatalog().Add<long, bool>(Sleeper, static async (context, due) =>
        {
            await context.WaitUntilAsync(new Timestamp(due));
            return await context.CallActivityAsync<long, bool>("wake", due, RetryPolicy.Once);
        });

        private async Task<int> LiveAsync()
        {
            // An instance is there once its head has recorded a step, and so asked for its timer.
            var count = 0;
            await foreach (var row in _store.QueryAsync(WorkflowTables.Index, WorkflowTables.Live, null, default))
            {
                count++;
            }

            await foreach (var _ in _store.QueryAsync(WorkflowTables.Inbox, WorkflowTables.InboxPartition, null, default))
            {
                return 0;
            }

            return count;
        }

        private int Ended()
        {
            lock (_lateness)
            {
                return _lateness.Count;
            }
        }

        private static async Task PauseAsync(DateTime deadline)
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException("The workflows did not come so far in time.");
            }

            await Task.Delay(200);
        }
    }
}
