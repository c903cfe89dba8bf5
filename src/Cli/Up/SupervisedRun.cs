using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.Commands;
using PolyCloud.Cli.Supervision;

namespace PolyCloud.Cli.Up;

/// <summary>`up` over sockets: simulator, control plane and worker as processes of their own, so that each can die alone.</summary>
internal sealed class SupervisedRun(UpOptions options) : IDisposable
{
    /// <summary>A worker that dies more often than this in one run has a fault that restarting does not mend.</summary>
    private const int MaximumWorkerRestarts = 5;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <summary>Longer than the worker itself takes to prove that it is clear.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    private readonly TaskCompletionSource<JsonNode> _summary = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ChildProcess> _children = [];
    private readonly Lock _output = new();
    private StreamWriter? _log;
    private RestartedProcess? _controlPlane;
    private volatile bool _workerWasUp;

    public static async Task<int> RunAsync(UpOptions options, CancellationToken cancellation)
    {
        using var signals = StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        using var run = new SupervisedRun(options);
        return await run.RunAsync(stop.Token);
    }

    public void Dispose()
    {
        foreach (var child in _children)
        {
            child.Dispose();
        }

        _controlPlane?.Dispose();
        _log?.Dispose();
    }

    private async Task<int> RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(Path.Combine(options.DataDirectory, "logs"));
        _log = new StreamWriter(Path.Combine(options.DataDirectory, "logs", "up.jsonl"), append: true) { AutoFlush = true };
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var azurite = options.Azurite ? await AzuriteProcess.StartAsync(options.DataDirectory, environment, stop) : null;
        try
        {
            if (azurite is not null)
            {
                Say($"azurite    up  {azurite.Address}   (acknowledges before it writes: a hard kill of it can lose 5 s of state)");
            }

            var clock = NewClock(out var plan);
            var address = options.SimulatorAddress ?? await StartSimulatorAsync(clock, stop);
            StartControlPlane(clock, plan, address, environment);
            return await SuperviseWorkerAsync(clock, plan, address, environment, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Say("stopped before the worker was up; no order was sent.");
            return CommandLine.ExitDone;
        }
        finally
        {
            // The newest first: the worker before the exchange it has to ask.
            foreach (var child in Enumerable.Reverse(_children))
            {
                await child.StopAsync(StopPatience);
            }

            if (_controlPlane is { } controlPlane)
            {
                await controlPlane.StopAsync(StopPatience);
            }

            azurite?.Dispose();
        }
    }

    private ClockOrigin NewClock(out RunPlan plan)
    {
        if (options.SimulatorAddress is not null)
        {
            var present = DateTimeOffset.UtcNow;
            var joined = options.SimulatorClock ?? new ClockOrigin(present, present, 1);
            plan = options.Recorded
                ? RecordedPlan.Of(options, leadSeconds: 0)
                : RunPlan.Joining(new ScaledTimeProvider(joined).GetUtcNow().ToUnixTimeSeconds(), options.Windows, options.Series.Length);
            return joined;
        }

        // Starting two processes takes about two real seconds; the clock stands still for one of them. At its own pace a worker also
        // warms itself up, for some seconds more.
        var lead = (options.Speed > 1 ? 2 : 8) + (long)Math.Ceiling(options.Speed);
        plan = options.Recorded
            ? RecordedPlan.Of(options, lead)
            : RunPlan.Generated(options.StartSeconds, options.Windows, lead, options.Series.Length);
        return new ClockOrigin(
            DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1),
            DateTimeOffset.UnixEpoch.AddTicks(plan.Start.Micros * 10),
            options.Speed);
    }

    private async Task<string> StartSimulatorAsync(ClockOrigin clock, CancellationToken stop)
    {
        List<string> arguments =
        [
            "simulator", "--supervised", "--port", Text(options.SimulatorPort), "--seed", Text(options.Seed), "--clock", clock.ToString(), "--series", options.Series.Name,
        ];
        if (options.Recording is { } recording)
        {
            arguments.AddRange(["--source", "recorded", "--recording", recording]);
        }

        arguments.AddRange(options.FaultTexts.SelectMany(fault => new[] { "--fault", fault }));
        var addresses = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(arguments, new Dictionary<string, string>(StringComparer.Ordinal), line => TryRead(line, addresses), Complain);
        _children.Add(process);
        var said = await FirstOf(addresses.Task, process, "simulator", stop);
        var address = (string)said["clob"]!;
        Say($"simulator  up  {address}   exchange of the venue's wire protocol, seed {options.Seed}, pid {process.Id}");
        return address;
    }

    private void StartControlPlane(ClockOrigin clock, RunPlan plan, string address, Dictionary<string, string> environment)
    {
        _controlPlane = new RestartedProcess(
            isFirst => ChildProcess.Start(ControlPlaneArguments(clock, plan, address, isFirst), environment, ControlPlaneSaid, Complain),
            exitCode => Say($"control    died  exit code {exitCode}; starting it again"));
        _controlPlane.Start();
    }

    private List<string> ControlPlaneArguments(ClockOrigin clock, RunPlan plan, string address, bool isFirst)
    {
        List<string> arguments =
        [
            "control-plane", "--supervised", "--clock", clock.ToString(), "--simulator", address, "--data", options.DataDirectory,
            "--seed", Text(options.Seed), "--store", options.Azurite ? "azurite" : "file", "--first-opens", Text(plan.FirstOpens.Seconds),
            "--series", options.Series.Name,
        ];
        if (!plan.LastCloses.IsNever)
        {
            arguments.AddRange(["--last-closes", Text(plan.LastCloses.Seconds)]);
        }

        if (isFirst && options.SimulatorAddress is null)
        {
            arguments.Add("--new-account");
        }

        // When phases begin is a setting of the engine: both sides go by the same.
        arguments.AddRange(options.Settings.SelectMany(setting => new[] { "--set", setting }));
        return arguments;
    }

    private async Task<int> SuperviseWorkerAsync(ClockOrigin clock, RunPlan plan, string address, Dictionary<string, string> environment, CancellationToken stop)
    {
        for (var restarts = 0; ; restarts++)
        {
            var worker = ChildProcess.Start(WorkerArguments(clock, plan, address, isFirst: restarts == 0), environment, WorkerSaid, Complain);
            _children.Add(worker);
            using var ended = new CancellationTokenSource();
            try
            {
                await worker.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                Say("stopping: cancelling every order and asking the exchange for proof ...");
                await worker.StopAsync(StopPatience);
            }

            // One that says why it cannot start would say it again.
            var refusedToStart = worker.ExitCode == CommandLine.ExitFailed && !_workerWasUp;
            if (refusedToStart || _summary.Task.IsCompleted || worker.ExitCode is CommandLine.ExitUsage or CommandLine.ExitMissing || stop.IsCancellationRequested)
            {
                return Close(worker.ExitCode);
            }

            if (restarts == MaximumWorkerRestarts)
            {
                Say($"worker     down  it ended {restarts + 1} times; see {Path.Combine(options.DataDirectory, "logs")}");
                return CommandLine.ExitFailed;
            }

            Say($"worker     died  exit code {worker.ExitCode}; starting it again");
        }
    }

    private List<string> WorkerArguments(ClockOrigin clock, RunPlan plan, string address, bool isFirst)
    {
        List<string> arguments =
        [
            "worker", "--supervised", "--control-plane", "--clock", clock.ToString(), "--simulator", address, "--data", options.DataDirectory,
            "--seed", Text(options.Seed), "--worker-port", Text(options.WorkerPort), "--store", options.Azurite ? "azurite" : "file",
            "--first-opens", Text(plan.FirstOpens.Seconds), "--source", options.Recorded ? "recorded" : "generated", "--series", options.Series.Name,
        ];
        if (!plan.LastCloses.IsNever)
        {
            arguments.AddRange(["--last-closes", Text(plan.LastCloses.Seconds)]);
        }

        if (isFirst && options.SimulatorAddress is null)
        {
            // The simulator was started with it and knows nothing of earlier runs.
            arguments.Add("--new-account");
        }

        if (options.Journal is { } journal)
        {
            arguments.AddRange(["--journal", journal]);
        }

        arguments.AddRange(options.Waived.SelectMany(gate => new[] { "--waive", gate }));
        arguments.AddRange(options.Settings.SelectMany(setting => new[] { "--set", setting }));
        return arguments;
    }

    private int Close(int exitCode)
    {
        if (!_summary.Task.IsCompleted)
        {
            return exitCode == 0 ? CommandLine.ExitFailed : exitCode;
        }

        var summary = _summary.Task.Result;
        lock (_output)
        {
            Console.WriteLine(options.SummaryAsJson ? summary.ToJsonString() : SummaryText.Of(summary));
        }

        return exitCode;
    }

    private void ControlPlaneSaid(string line) => Say((string?)ReadSaid(line)?["say"] ?? line);

    private void WorkerSaid(string line)
    {
        var said = ReadSaid(line);
        if (said is null)
        {
            Say(line);
        }
        else if (said["summary"] is { } summary)
        {
            _summary.TrySetResult(summary.DeepClone());
        }
        else if (said["say"] is { } words)
        {
            _workerWasUp = true;
            Say((string)words!);
        }
    }

    private static JsonNode? ReadSaid(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Say(string line)
    {
        lock (_output)
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>What a child writes to standard error are its structured logs; only plain words are for the person.</summary>
    private void Complain(string line)
    {
        if (line.StartsWith('{'))
        {
            lock (_output)
            {
                _log?.WriteLine(line);
            }
        }
        else
        {
            Say(line);
        }
    }

    private static void TryRead(string line, TaskCompletionSource<JsonNode> first)
    {
        if (line.StartsWith('{') && JsonNode.Parse(line) is { } said)
        {
            first.TrySetResult(said);
        }
    }

    private static async Task<JsonNode> FirstOf(Task<JsonNode> said, ChildProcess process, string name, CancellationToken stop)
    {
        var ended = process.WaitAsync(stop);
        var first = await Task.WhenAny(said, ended, Task.Delay(StartPatience, stop));
        stop.ThrowIfCancellationRequested();
        return first == said
            ? await said
            : throw new CommandFailedException(ended.IsCompleted
                ? $"The {name} ended with exit code {process.ExitCode} before it was up; what it said is above."
                : $"The {name} was not up after {StartPatience.TotalSeconds:0} s.");
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
