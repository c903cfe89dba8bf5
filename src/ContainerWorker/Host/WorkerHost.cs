using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Sockets;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.State;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>
/// One worker process: opens its records, takes over the shard, and drives a <see cref="TradingNode"/> with sockets, HTTP and
/// timers until it is told to stop or its windows are done.
/// </summary>
public sealed class WorkerHost : IWorkerControl, IAsyncDisposable
{
    private static readonly TimeSpan PositionPause = TimeSpan.FromMilliseconds(500);

    private readonly WorkerOptions _options;
    private readonly Clock _clock;
    private readonly ILogger _log;
    private readonly WorkerStores _stores;
    private readonly HttpPump _http;
    private readonly Lock _gate = new();
    private readonly List<SocketPump> _sockets = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StateRecorder _recorder;
    private ITimer? _timer;
    private Timestamp _armed = Timestamp.Never;
    private TradingNode? _node;

    private WorkerHost(WorkerOptions options, TimeProvider time, WorkerStores stores, ILogger log)
    {
        _options = options;
        _clock = new Clock(time);
        _stores = stores;
        _log = log;
        _recorder = new StateRecorder(stores.Epoch, stores.Intents, stores.State, log, options.CrashAt);
        _http = new HttpPump(
            new Dictionary<VenueService, Uri> { [VenueService.Clob] = options.Clob, [VenueService.Gamma] = options.Gamma }, time);
    }

    /// <summary>Largest lateness of the node's timer, in the clock's milliseconds.</summary>
    public double MaximumSchedulingLagMilliseconds { get; private set; }

    public bool HasStarted => _node is not null;

    public string? NotReadyBecause
    {
        get
        {
            lock (_gate)
            {
                return _node is not { } node ? "starting"
                    : node.Halt != Reason.None ? null
                    : !node.Feeds.Market ? Reason.DataGap.Label()
                    : !node.Feeds.User ? Reason.UserStreamDown.Label()
                    : !node.Feeds.Heartbeat ? Reason.HeartbeatMissed.Label()
                    : !node.Feeds.Reconciliation ? Reason.ReconciliationPending.Label()
                    : _stores.State.Problem is not null ? Reason.StateStoreUnavailable.Label()
                    : null;
            }
        }
    }

    /// <summary>Opens state store, intent log and epoch; nothing is sent yet.</summary>
    /// <exception cref="Storage.Tables.StoreUnavailableException">A store cannot be opened: nothing may be traded.</exception>
    public static async Task<WorkerHost> OpenAsync(WorkerOptions options, TimeProvider time, ILogger log, CancellationToken cancellation) =>
        new(options, time, await WorkerStores.OpenAsync(options, time, log, cancellation), log);

    /// <summary>Takes over and trades until stopped; returns what was done.</summary>
    /// <exception cref="TakeoverRefusedException">The venue refuses the wallet.</exception>
    public async Task<RunSummary> RunAsync(PrivateKey key, CancellationToken stop)
    {
        _stores.State.HealthChanged += (healthy, reason) => StorageHealth(healthy, reason);
        _stores.State.LeaseLost += why => Halt("lease lost: " + why, Reason.LeaseLost);
        var credential = await TakeOverAsync(key, stop);
        Start(new OrderSigner(key), credential);
        using var asked = stop.Register(() => RequestStop("stopped"));
        var positions = WritePositionsAsync(_ending.Token);
        await _stopped.Task;
        await _ending.CancelAsync();
        await positions;
        await DrainAsync();
        lock (_gate)
        {
            return Summary();
        }
    }

    public void Halt(string reason, string who)
    {
        _stores.Halt.Halt(new HaltRecord(reason, who, _clock.Now));
        Halt(reason, Reason.ManualHalt);
    }

    public void Resume(string reason, string who)
    {
        _log.LogWarning("resume asked by {Who}: {Why}", who, reason);
        _stores.Halt.Lift();
        Guarded((node, now) => node.Resume(now));
    }

    public JsonObject Status()
    {
        lock (_gate)
        {
            return StatusDocument.Of(_node, _stores, _clock.Now, MaximumSchedulingLagMilliseconds);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _http.Dispose();
        await _stores.DisposeAsync();
        _ending.Dispose();
    }

    private async Task<ApiCredential> TakeOverAsync(PrivateKey key, CancellationToken stop)
    {
        var takeover = new EpochTakeover(key, _stores.Epoch, _stores.PreviousEpochs);
        takeover.Start(_clock.Now);
        while (!takeover.HasStopped)
        {
            stop.ThrowIfCancellationRequested();
            var calls = takeover.Outbox.Calls.ToList();
            takeover.Outbox.Clear();
            foreach (var call in calls)
            {
                var outcome = await _http.SendAsync(call, stop);
                takeover.HttpCompleted(_clock.Now, call.Id, outcome);
            }

            if (calls.Count == 0)
            {
                await Task.Delay(_clock.Until(takeover.NextDeadline), _clock.Provider, stop);
                takeover.Tick(_clock.Now);
            }
        }

        if (takeover.Step == TakeoverStep.Refused)
        {
            throw new TakeoverRefusedException(key.Address.ToString());
        }

        _log.LogInformation("takeover done: epoch {Epoch}, orders of earlier epochs found and cancelled {Orders}", _stores.Epoch, takeover.OrdersFound);
        return takeover.Credential!;
    }

    private void Start(OrderSigner signer, ApiCredential credential)
    {
        var options = new NodeOptions
        {
            Engine = _options.Engine,
            Epoch = _stores.Epoch,
            FirstOpens = _options.FirstOpens,
            LastCloses = _options.LastCloses,
        };
        var node = new TradingNode(
            options, signer, credential, _recorder, new DeterministicRandom((ulong)_stores.Epoch), static () => Stopwatch.GetElapsedTime(0).Ticks * 100);
        _timer = _clock.Provider.CreateTimer(_ => TimerFired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _node = node;
        var halt = _stores.Halt.Read();
        Guarded((started, now) =>
        {
            started.StorageHealth(now, healthy: true);
            started.Start(now);
            if (halt is not null)
            {
                started.HaltNow(now, Reason.ManualHalt);
            }
        });
        foreach (var socket in node.Sockets)
        {
            var pump = new SocketPump(socket.Session, AddressOf(socket.Session.Name), _gate, now => AfterSocketStep(socket, now), _clock);
            _sockets.Add(pump);
            _ = PumpAsync(pump, socket.Session.Name);
        }
    }

    private async Task PumpAsync(SocketPump pump, string name)
    {
        try
        {
            await pump.RunAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        catch (Exception problem)
        {
            _log.LogCritical(problem, "socket {Name} failed", name);
            Halt(problem.Message, Reason.InvariantBroken);
        }
    }

    private Uri AddressOf(string name) => name switch
    {
        "market" => _options.MarketSocket,
        "user" => _options.UserSocket,
        _ => _options.PriceSocket,
    };

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
            if (_node is not { } node)
            {
                return;
            }

            var now = _clock.Now;
            try
            {
                step(node, now);
            }
            catch (Exception problem)
            {
                _log.LogCritical(problem, "a step failed; everything is halted");
                node.HaltNow(now, Reason.InvariantBroken);
            }

            AfterStep(now);
        }
    }

    private void AfterStep(Timestamp now)
    {
        var node = _node!;
        foreach (var call in node.Outbox.Calls)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Host.SendAsync(state.Call), (Host: this, Call: call), preferLocal: false);
        }

        node.Outbox.Clear();
        foreach (var socket in _sockets)
        {
            socket.Arm();
        }

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

    private async Task SendAsync(HttpCall call)
    {
        try
        {
            var sending = _http.SendAsync(call, _ending.Token);
            if (call is { Method: "POST", PathAndQuery: "/order" })
            {
                _recorder.Sent();
            }

            var outcome = await sending;
            Guarded((node, now) => node.HttpCompleted(now, call.Id, outcome));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private void TimerFired() => Guarded((node, now) =>
    {
        if (!_armed.IsNever && now > _armed)
        {
            MaximumSchedulingLagMilliseconds = Math.Max(MaximumSchedulingLagMilliseconds, (now - _armed).Micros / 1e3);
        }

        _armed = Timestamp.Never;
        node.Tick(now);
    });

    private void StorageHealth(bool healthy, string reason)
    {
        _log.Log(healthy ? LogLevel.Information : LogLevel.Error, "state store {Health} {Reason}", healthy ? "healthy" : "unhealthy", reason);

        // Told from the enqueuing thread too, inside a step: the engine hears it in a step of its own.
        ThreadPool.UnsafeQueueUserWorkItem(_ => Guarded((node, now) => node.StorageHealth(now, healthy)), null);
    }

    private void Halt(string why, Reason reason)
    {
        _log.LogWarning("halt {Reason}: {Why}", reason.Label(), why);
        Guarded((node, now) => node.HaltNow(now, reason));
    }

    private void RequestStop(string because) => Guarded((node, now) => node.Stop(now, because, _options.StopPatience));

    private async Task WritePositionsAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(PositionPause, ending);
                _stores.Intents.Flush();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Storage.Tables.StoreUnavailableException problem)
            {
                _log.LogError(problem, "the intent log cannot be made durable");
                StorageHealth(healthy: false, problem.Message);
            }

            WritePositions();
        }
    }

    private void WritePositions()
    {
        lock (_gate)
        {
            if (_node is { } node)
            {
                _recorder.WritePositions(_clock.Now, market => node.Driver.Engine.ActiveMarkets.Contains(market) ? node.Driver.Engine.View(market) : null);
                _stores.WriteControl(node.Halt, _clock.Now);
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
        catch (Exception problem) when (problem is OperationCanceledException or Storage.Tables.StoreUnavailableException)
        {
            _log.LogError(problem, "{Rows} rows of state were not stored", _stores.State.Waiting);
        }
    }

    private RunSummary Summary() => RunSummaryBuilder.Of(_node!, _options.Source, _options.Seed, _options.Waived) with
    {
        MaxSchedulingLagMs = Math.Round(MaximumSchedulingLagMilliseconds, 3),
    };
}

/// <summary>The venue does not accept the wallet's proof.</summary>
public sealed class TakeoverRefusedException(string address)
    : Exception($"The venue refuses the wallet {address}: it gives no API credential for it.");
