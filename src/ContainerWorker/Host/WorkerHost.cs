using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>
/// One worker process: opens its records, takes over the shard, and drives a <see cref="TradingNode"/> with sockets, HTTP and
/// timers until it is told to stop or its windows are done.
/// </summary>
public sealed class WorkerHost : IWorkerControl, IAsyncDisposable
{
    /// <summary>How often positions are written, the intent log is made durable and the halt flag is looked at, in real time.</summary>
    private static readonly TimeSpan KeepingPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A node whose steps keep failing cannot make itself clear: the process ends, and its missing heartbeats clear it.</summary>
    private const int MaximumFailedSteps = 8;

    private readonly WorkerOptions _options;
    private readonly Clock _clock;
    private readonly ILogger _log;
    private readonly WorkerStores _stores;
    private readonly HttpPump _http;
    private readonly WorkerCalls _calls;
    private readonly Lock _gate = new();
    private WorkerSockets? _sockets;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StateRecorder _recorder;
    private readonly HaltFlagWatch _flag;
    private ITimer? _timer;
    private Timestamp _armed = Timestamp.Never;
    private TradingNode? _node;
    private bool _feedsWereThere;
    private bool _isDisposed;
    private int _failedSteps;

    private WorkerHost(WorkerOptions options, TimeProvider time, WorkerStores stores, ILogger log)
    {
        _options = options;
        _clock = new Clock(time);
        _stores = stores;
        _log = log;
        _recorder = new StateRecorder(stores.Epoch, stores.Intents, stores.Operations, stores.State, log, options.CrashAt);
        _flag = new HaltFlagWatch(
            stores.Halt,
            set => Halt($"{set.Reason} (halt flag, by {set.Who})", Reason.ManualHalt),
            () => Guarded((node, now) => node.Resume(now)));
        _http = new HttpPump(Addresses(options), time);
        _calls = new WorkerCalls(_http, _recorder, Complete, log);
    }

    /// <summary>Largest lateness of the node's timer, in the clock's milliseconds.</summary>
    public double MaximumSchedulingLagMilliseconds { get; private set; }

    public bool HasStarted => Volatile.Read(ref _feedsWereThere);

    public string? NotReadyBecause
    {
        get
        {
            lock (_gate)
            {
                return Readiness.NotReadyBecause(_node, _recorder, _stores);
            }
        }
    }

    /// <summary>Opens state store, intent log and epoch; nothing is sent yet.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot be opened: nothing may be traded.</exception>
    public static async Task<WorkerHost> OpenAsync(WorkerOptions options, TimeProvider time, ILogger log, CancellationToken cancellation) =>
        new(options, time, await WorkerStores.OpenAsync(options, time, log, cancellation), log);

    /// <summary>Takes over and trades until stopped; returns what was done.</summary>
    /// <exception cref="TakeoverRefusedException">The venue refuses the wallet.</exception>
    public async Task<RunSummary> RunAsync(TradingWallet wallet, CancellationToken stop)
    {
        _stores.State.HealthChanged += (_, reason) => StorageChanged(reason);
        _stores.State.LeaseLost += LoseLease;
        var takeover = new EpochTakeover(wallet, _stores.Epoch, _stores.PreviousEpochs);
        var credential = await TakeoverRun.CarryOutAsync(takeover, _http, _clock, stop) ?? throw new TakeoverRefusedException(wallet.CredentialAddress.ToString());
        _log.LogInformation("takeover done: epoch {Epoch}, orders of earlier epochs found and cancelled {Orders}", _stores.Epoch, takeover.OrdersFound);
        Start(new OrderSigner(wallet), credential);
        using var asked = stop.Register(() => RequestStop("stopped"));
        var keeping = KeepRecordsAsync(_ending.Token);
        try
        {
            await _stopped.Task;
        }
        finally
        {
            await _ending.CancelAsync();
            await keeping;
            await DrainAsync();
        }

        lock (_gate)
        {
            var lag = Math.Round(MaximumSchedulingLagMilliseconds, 3);
            return RunSummaryBuilder.Of(_node!, _options.Source, _options.Seed, _options.Waived) with { MaxSchedulingLagMs = lag };
        }
    }

    public void Halt(string reason, string who)
    {
        // First the halt, then the flag that outlives the process: a full disk must not keep orders alive.
        Halt(reason, Reason.ManualHalt);
        _flag.Set(new HaltRecord(reason, who, _clock.Now));
    }

    public void Resume(string reason, string who)
    {
        _log.LogWarning("resume asked by {Who}: {Why}", who, reason);
        _flag.Lift();
        Guarded((node, now) => node.Resume(now));
    }

    public void Flatten(string reason, string who)
    {
        _log.LogWarning("flatten asked by {Who}: {Why}", who, reason);

        // A halt that came back with the next start would forbid closing.
        _flag.Lift();
        Guarded((node, now) => node.FlattenNow(now));
    }

    public JsonObject Status()
    {
        var halt = _stores.Halt.Read();
        lock (_gate)
        {
            return StatusDocument.Of(_node, _stores, halt, _clock.Now, MaximumSchedulingLagMilliseconds);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            // From here on no timer, answer or frame steps the node any more.
            _isDisposed = true;
        }

        await _ending.CancelAsync();
        if (_timer is { } timer)
        {
            await timer.DisposeAsync();
        }

        if (_sockets is { } sockets)
        {
            await sockets.DisposeAsync();
        }

        _http.Dispose();
        await _stores.DisposeAsync();
        _ending.Dispose();
    }

    private void Start(OrderSigner signer, ApiCredential credential)
    {
        var options = new NodeOptions
        {
            Engine = _options.Engine,
            Epoch = _stores.Epoch,
            FirstOpens = _options.FirstOpens,
            LastCloses = _options.LastCloses,
            ChecksAccess = _options.Site is not null,
            TokenCollateral = _options.TokenCollateral,
            Operations = _stores.Operations.Found,
        };
        var node = new TradingNode(
            options, signer, credential, _recorder, new DeterministicRandom((ulong)_stores.Epoch), static () => Stopwatch.GetElapsedTime(0).Ticks * 100,
            chain: _options.Chain?.Invoke(signer.Wallet), journal: _stores.Journal?.Steps);
        _timer = _clock.Provider.CreateTimer(_ => TimerFired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _node = node;
        var halt = _flag.Start();
        Guarded((started, now) =>
        {
            if (_stores.Risk is { } risk)
            {
                started.RestoreRisk(now, risk);
            }

            started.StorageHealth(now, _stores.State.Problem is null);
            started.Start(now);
            if (halt is not null)
            {
                started.HaltNow(now, Reason.ManualHalt);
            }
        });
        var sockets = WorkerSockets.Start(node.Sockets, _options, _gate, AfterSocketStep, _clock, SocketFailed, _ending.Token);

        // Steps on other threads arm every pump they see: they see them only once all have their timers.
        lock (_gate)
        {
            _sockets = sockets;
            AfterStep(_clock.Now);
        }
    }

    private static Dictionary<VenueService, Uri> Addresses(WorkerOptions options)
    {
        var addresses = new Dictionary<VenueService, Uri> { [VenueService.Clob] = options.Clob, [VenueService.Gamma] = options.Gamma };
        if (options.Data is { } data)
        {
            addresses.Add(VenueService.Data, data);
        }

        if (options.Site is { } site)
        {
            addresses.Add(VenueService.Site, site);
        }

        if (options.Relayer is { } relayer)
        {
            addresses.Add(VenueService.Relayer, relayer);
        }

        for (var node = 0; node < options.Nodes.Count; node++)
        {
            addresses.Add((VenueService)((int)VenueService.FirstNode + node), options.Nodes[node]);
        }

        return addresses;
    }

    private void SocketFailed(string name, Exception problem)
    {
        // Nobody carries this session's bytes any more, so no resume could help.
        _log.LogCritical(problem, "socket {Name} failed", name);
        Halt(problem.Message, Reason.InvariantBroken);
        RequestStop($"socket {name} failed");
    }

    private void AfterSocketStep(NodeSocket socket, Timestamp now)
    {
        socket.AfterStep(now);
        AfterStep(now);
    }

    /// <summary>One step of the node under the lock. A step that throws has broken something: everything is cancelled.</summary>
    private void Guarded(Action<TradingNode, Timestamp> step)
    {
        lock (_gate)
        {
            if (_node is not { } node || _isDisposed)
            {
                return;
            }

            var now = _clock.Now;
            try
            {
                Step(node, now, step);
                AfterStep(now);
            }
            catch (Exception problem)
            {
                // Halting failed too: the process ends, and its missing heartbeats clear it.
                _log.LogCritical(problem, "a failed step could not be halted; the worker ends");
                _stopped.TrySetException(problem);
            }
        }
    }

    private void Step(TradingNode node, Timestamp now, Action<TradingNode, Timestamp> step)
    {
        try
        {
            step(node, now);
        }
        catch (Exception problem)
        {
            _log.LogCritical(problem, "a step failed; everything is halted");
            if (++_failedSteps > MaximumFailedSteps)
            {
                _stopped.TrySetException(problem);
            }

            node.HaltNow(now, Reason.InvariantBroken);
        }
    }

    private void AfterStep(Timestamp now)
    {
        var node = _node!;
        _feedsWereThere |= node.Feeds is { Market: true, User: true, Oracle: true, Heartbeat: true, Reconciliation: true };
        foreach (var call in node.Outbox.Calls)
        {
            _calls.Send(call, _ending.Token);
        }

        node.Outbox.Clear();
        _sockets?.Arm();

        if (node.HasStopped)
        {
            _stopped.TrySetResult();
            return;
        }

        var deadline = node.NextDeadline;
        if (deadline != _armed)
        {
            _armed = deadline;
            _timer!.Change(_clock.Until(deadline), Timeout.InfiniteTimeSpan);
        }
    }

    private void Complete(HttpCall call, HttpOutcome outcome) => Guarded((node, now) => node.HttpCompleted(now, call.Id, outcome));

    private void TimerFired() => Guarded((node, now) =>
    {
        if (!_armed.IsNever && now > _armed)
        {
            MaximumSchedulingLagMilliseconds = Math.Max(MaximumSchedulingLagMilliseconds, (now - _armed).Micros / 1e3);
        }

        _armed = Timestamp.Never;
        node.Tick(now);
    });

    /// <summary>Told from the enqueuing thread too, inside a step: the engine hears it in a step of its own.</summary>
    private void StorageChanged(string reason)
    {
        _log.Log(reason.Length == 0 ? LogLevel.Information : LogLevel.Error, "records {Health}", reason.Length == 0 ? "are kept" : reason);
        ThreadPool.UnsafeQueueUserWorkItem(_ => Guarded((node, now) => node.StorageHealth(now, _stores.State.Problem is null && _recorder.JournalProblem is null)), null);
    }

    private void LoseLease(string why)
    {
        // Another worker owns the shard: no resume may bring this one back.
        Halt("lease lost: " + why, Reason.LeaseLost);
        RequestStop("lease lost");
    }

    private void Halt(string why, Reason reason)
    {
        _log.LogWarning("halt {Reason}: {Why}", reason.Label(), why);
        Guarded((node, now) => node.HaltNow(now, reason));
    }

    private void RequestStop(string because) => Guarded((node, now) => node.Stop(now, because, _options.StopPatience));

    private async Task KeepRecordsAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(KeepingPause, ending);
                _flag.Look();
                FlushIntents();
                WritePositions();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception problem)
            {
                _log.LogCritical(problem, "records cannot be kept; everything is halted");
                Halt(problem.Message, Reason.StateStoreUnavailable);
            }
        }
    }

    private void FlushIntents()
    {
        string? problem = null;
        try
        {
            _stores.Intents.Flush();
        }
        catch (StoreUnavailableException failure)
        {
            problem = failure.Message;
        }

        JournalIs(problem);
    }

    private void JournalIs(string? problem)
    {
        lock (_gate)
        {
            if (_recorder.JournalProblem == problem)
            {
                return;
            }

            _recorder.JournalProblem = problem;
        }

        StorageChanged(problem ?? "");
    }

    private void WritePositions()
    {
        lock (_gate)
        {
            if (_node is { } node)
            {
                _recorder.WriteOperations();
                _recorder.WritePositions(_clock.Now, market => node.Driver.Engine.ActiveMarkets.Contains(market) ? node.Driver.Engine.View(market) : null);
                _stores.WriteControl(node.Halt, _clock.Now);
                _stores.WriteRisk(node.Driver.Engine.RiskState);
            }
        }
    }

    private async Task DrainAsync()
    {
        WritePositions();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _stores.State.DrainAsync(patience.Token);
        }
        catch (Exception problem) when (problem is OperationCanceledException or StoreUnavailableException)
        {
            _log.LogError(problem, "{Rows} rows of state were not stored", _stores.State.Waiting);
        }
    }
}
