using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Bench.Api;

/// <summary>
/// The worker's own API, snapshots and metrics over an engine that quotes several markets at once, which the built program, with its one
/// series, does not: a thread feeds it a thousand made-up book changes a second, as eight live windows would.
/// </summary>
internal static class ServedMarkets
{
    public const string Command = "serve-markets";

    private const int InputsPerSecond = 1_000;

    /// <summary>Serves until the process is ended; says where it listens in a file and that it does in a line.</summary>
    public static async Task ServeAsync(int markets, string data)
    {
        using var quoting = new QuotedMarkets(markets);
        var board = new SnapshotBoard(TradingSnapshot.Before(quoting.Now, "0"), static problem => Console.Error.WriteLine(problem));
        var publisher = new SnapshotPublisher(board, quoting.Activity, static () => Stopwatch.GetTimestamp() / 100);
        var histograms = new WorkerHistograms(quoting.Node.Driver.Decisions, quoting.Activity.OrderAnswers, quoting.Node.FrameAges);
        var tables = new MemoryTableStore();
        var records = new ApiRecords(new HistoryStore(tables), new WorkflowClient(tables, TimeProvider.System, static () => Guid.NewGuid().ToString("N")), "0", Path.Combine(data, "journal"));
        var sources = new ApiSources(board, new NoCommands(), new Standing(), ApiKeyFile.Of(data), Path.Combine(data, "audit"), () => histograms, records);
        await using var server = await ApiServer.StartAsync(new ApiSettings { RequestsPerMinute = 1_000_000 }, sources, NullLogger.Instance, default);
        var facts = new WorkerFacts("0", 1, "generated", quoting.Now, "", null, 0, Duration.Zero, new ParametersSnapshot([], []), [], new AlertsSnapshot(0, []));
        await File.WriteAllTextAsync(Path.Combine(data, "api.address"), server.Address.ToString());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"worker     up {server.Address} pid {Environment.ProcessId}"));
        new Thread(() => Feed(quoting, publisher, facts)) { IsBackground = true, Name = "engine" }.Start();
        await Task.Delay(Timeout.Infinite);
    }

    private static void Feed(QuotedMarkets quoting, SnapshotPublisher publisher, WorkerFacts facts)
    {
        var began = Stopwatch.GetTimestamp();
        for (var input = 0L; ; input++)
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds * InputsPerSecond < input)
            {
                Thread.Sleep(1);
            }

            quoting.Step(Duration.FromMilliseconds(1_000 / InputsPerSecond));
            if (publisher.IsDue)
            {
                publisher.Publish(quoting.Node, facts, quoting.Now);
            }
        }
    }

    private sealed class Standing : IWorkerControl
    {
        public bool HasStarted => true;

        public string? NotReadyBecause => null;

        public JsonObject Status() => [];

        public void Halt(string reason, string who) => throw new NotSupportedException();

        public void Resume(string reason, string who) => throw new NotSupportedException();

        public void Flatten(string reason, string who) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
