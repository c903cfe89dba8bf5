using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Archiving;
using PolyCloud.ContainerWorker.Commands;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.ControlPlane;
using PolyCloud.ContainerWorker.Histories;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>
/// One worker process: opens its records, takes over the shard, and drives a <see cref="TradingNode"/> with sockets, HTTP and
/// timers until it is told to stop or its windows are done.
/// </summary>
public sealed class WorkerHost : IWorkerControl, IWorkerOrders, IAsyncDisposable
{
    /// <summary>How often positions are written, the intent log is made durable and the halt flag is looked at, in real time.</summary>
    private static readonly TimeSpan KeepingPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two looks at the control plane's wishes: a kill should be clear within a second. A look at the file store costs microseconds.</summary>
    private static readonly TimeSpan FileLookPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The same over the network: four looks within the two seconds after which nothing is opened.</summary>
    private static readonly TimeSpan TablesLookPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A store that does not say whether the claim stands is asked again after this long, in real time.</summary>
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(500);

    /// <summary>An order that is not stored by then is reported so; in real time.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(4);

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
    private readonly ActivityLog _activity;
    private readonly SnapshotBoard _board;
    private readonly SnapshotPublisher _publisher;
    private readonly AlertDesk _alerts;
    private readonly HaltFlagWatch _flag;
    private readonly ControlPlaneLink? _controlPlane;
    private readonly Observation _observation;
    private readonly HaltFollowing _haltFollowing;
    private readonly ParameterFollowing _parameterFollowing;
    private readonly Timestamp _started;
    private readonly ProposalBook _proposals;
    private readonly MoveBook _moves;
    private readonly IReadOnlyList<ParameterSnapshot> _parameters;
    private Task<HistoryKeeper>? _histories;
    private ITimer? _timer;
    private Timestamp _armed = Timestamp.Never;
    private TradingNode? _node;
    private bool _feedsWereThere;
    private bool _isDisposed;
    private int _failedSteps;
    private bool _isShowing = true;
    private WorkerHistograms? _histograms;
    private volatile string _haltText = "";

    private WorkerHost(WorkerOptions options, TimeProvider time, WorkerStores stores, ILogger log)
    {
        _options = options;
        _clock = new Clock(time);
        _stores = stores;
        _log = log;
        _recorder = new StateRecorder(stores.Epoch, stores.Intents, stores.Operations, stores.State, log, options.CrashAt);
        _started = _clock.Now;
        _proposals = new ProposalBook(Path.Combine(options.DataDirectory, "proposals.json"));
        _moves = new MoveBook(Path.Combine(options.DataDirectory, "wallet-proposals.json"));
        _parameters = ParameterRows.Of(options.Engine);
        _activity = new ActivityLog(_recorder);
        _board = new SnapshotBoard(TradingSnapshot.Before(_started, options.Shard), problem => log.LogError(problem, "a listener of the read model failed"));
        _publisher = new SnapshotPublisher(_board, _activity, static () => Stopwatch.GetElapsedTime(0).Ticks);
        _alerts = new AlertDesk(options.Alerts, options.AlertChannels, _board, TimeProvider.System, log);
        Commands = new WorkerCommands(this, this, _board, _proposals, _moves, _alerts, options.Engine.Parameters, () => _clock.Now);
        _flag = new HaltFlagWatch(
            stores.Halt,
            set => Halt($"{set.Reason} (halt flag, by {set.Who})", Reason.ManualHalt),
            () => Guarded((node, now) => node.Resume(now)));
        _controlPlane = options.HasControlPlane ? new ControlPlaneLink(stores.Tables, options.Shard, options.TablesConnection is null ? FileLookPause : TablesLookPause, log) : null;
        _observation = new Observation(options.Shard, stores.Epoch, TimeProvider.System);
        _haltFollowing = new HaltFollowing(() => stores.Halt.Read() is not null);
        _parameterFollowing = new ParameterFollowing(stores.ParametersFollowed, log);
        _http = new HttpPump(Addresses(options), time);
        _calls = new WorkerCalls(_http, _recorder, Complete, log);
    }

    /// <summary>Largest lateness of the node's timer, in the clock's milliseconds.</summary>
    public double MaximumSchedulingLagMilliseconds { get; private set; }

    /// <summary>Snapshots of what it does, at most ten a second.</summary>
    public IReadModel ReadModel => _board;

    /// <summary>Null before the node runs.</summary>
    public WorkerHistograms? Histograms => Volatile.Read(ref _histograms);

    /// <summary>What is stored beside the snapshots, for reading.</summary>
    public ApiRecords Records => new(
        new HistoryStore(_stores.Tables), new WorkflowClient(_stores.Tables, TimeProvider.System, static () => Guid.NewGuid().ToString("N")), _options.Shard, _options.JournalDirectory);

    /// <summary>What people may ask of it.</summary>
    public ITradingCommands Commands { get; }

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
        await ConfirmClaimAsync(stop);
        Start(new OrderSigner(wallet), credential);
        using var asked = stop.Register(() => RequestStop("stopped"));
        var keeping = KeepRecordsAsync(_ending.Token);
        _histories = StartHistoriesAsync();
        await using var archive = _stores.Archived is { } archived ? new ArchiveKeeper(archived, _options.Retention.RowDays, new QuietTime(_options.Series, _clock), _log) : null;
        var following = _controlPlane?.ReadAsync(FollowControlPlane, _ending.Token) ?? Task.CompletedTask;
        try
        {
            await _stopped.Task;
        }
        finally
        {
            await _ending.CancelAsync();
            await keeping;
            await following;
            await DrainAsync();
        }

        lock (_gate)
        {
            var lag = Math.Round(MaximumSchedulingLagMilliseconds, 3);
            return RunSummaryBuilder.Of(_node!, _options.Source, _options.Seed, _options.Waived) with { MaxSchedulingLagMs = lag };
        }
    }

    /// <summary>Two workers that start in the same moment: the earlier one's credential was not there yet when the later one looked for it.</summary>
    private async Task ConfirmClaimAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (await EpochClaim.ConfirmAsync(_stores.Tables, _options.Shard, _stores.Epoch, stop))
                {
                    return;
                }

                throw new StoreConflictException($"A later epoch than {_stores.Epoch} was claimed while this worker took over: another worker holds the shard.");
            }
            catch (StoreUnavailableException away)
            {
                _log.LogWarning("the store is away, the claim cannot be confirmed: {Why}", away.Message);
                await Task.Delay(ClaimPause, stop);
            }
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

    public Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation)
    {
        _log.LogWarning("parameters asked by {Who}: {Why}", who, request.Reason);
        return OrderAsync((node, now) => node.ChangeParameters(now, request), cancellation);
    }

    public Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation)
    {
        _log.LogWarning("bot {Bot}: {Signal} asked by {Who}: {Why}", request.Bot, request.Signal, who, request.Reason);
        return OrderAsync((node, now) => node.CommandBot(now, request), cancellation);
    }

    public Task<IReadOnlyList<string>> CancelOrderAsync(IntentId order, string reason, string who, CancellationToken cancellation)
    {
        _log.LogWarning("order {Intent}: cancel asked by {Who}: {Why}", order, who, reason);
        return OrderAsync((node, now) => node.CancelOrder(now, order, reason), cancellation);
    }

    public Task<IReadOnlyList<string>> ClosePositionAsync(string slug, string reason, string who, CancellationToken cancellation)
    {
        _log.LogWarning("position in {Market}: close asked by {Who}: {Why}", slug, who, reason);
        return OrderAsync((node, now) => node.ClosePosition(now, slug, reason), cancellation);
    }

    public async Task<(IReadOnlyList<string> Errors, IntentId Order)> PlaceOrderAsync(PersonOrderRequest request, string who, CancellationToken cancellation)
    {
        _log.LogWarning("order {Side} {Size} {Outcome} to {Limit} in {Market} asked by {Who}: {Why}", request.Side, request.Size, request.Outcome, request.Limit, request.Slug, who, request.Reason);
        var placed = IntentId.None;
        var errors = await OrderAsync((node, now) => node.PlaceOrder(now, request, out placed), cancellation);
        return (errors, placed);
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

        if (_histories is { } histories)
        {
            await (await histories).DisposeAsync();
        }

        _http.Dispose();
        await _alerts.DisposeAsync();
        await _stores.DisposeAsync();
        _ending.Dispose();
    }

    private void Start(OrderSigner signer, ApiCredential credential)
    {
        var options = new NodeOptions
        {
            Engine = _options.Engine,
            Series = _options.Series,
            Events = _options.Events,
            Epoch = _stores.Epoch,
            FirstOpens = _options.FirstOpens,
            LastCloses = _options.LastCloses,
            ChecksAccess = _options.Site is not null,
            TokenCollateral = _options.TokenCollateral,
            Operations = _stores.Operations.Find(),
            EndedWindows = _stores.EndedWindows,
        };
        var node = new TradingNode(
            options, signer, credential, _stores.Cloud.Observe(_activity, _options.Shard, _stores.Epoch), new DeterministicRandom((ulong)_stores.Epoch), static () => Stopwatch.GetElapsedTime(0).Ticks * 100,
            chain: _options.Chain?.Invoke(signer.Wallet), journal: _stores.Journal?.Steps);
        _timer = _clock.Provider.CreateTimer(_ => TimerFired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _node = node;
        Volatile.Write(ref _histograms, new WorkerHistograms(node.Driver.Decisions, _activity.OrderAnswers, node.FrameAges));
        _activity.Settled = (market, now) => MarketRows.ClosedOf(node.Driver.Engine, market, now);
        var halt = _flag.Start();
        _haltText = halt is null ? "" : halt.Reason;
        Guarded((started, now) =>
        {
            if (_stores.Risk is { } risk)
            {
                started.RestoreRisk(now, risk);
            }

            started.RestoreParameters(now, _stores.Parameters);
            started.StorageHealth(now, _stores.State.Problem is null);
            started.Start(now);
            if (halt is not null)
            {
                started.HaltNow(now, Reason.ManualHalt);
            }

            if (_controlPlane is not null)
            {
                started.Follow(now, null);
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
        PublishWhenDue(node, now);

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

    /// <summary>Under the gate, when everything the step asked for is on its way.</summary>
    private void PublishWhenDue(TradingNode node, Timestamp now)
    {
        if (_isShowing && (_publisher.IsDue || node.HasStopped))
        {
            try
            {
                _publisher.Publish(node, Facts(), now);
            }
            catch (Exception problem)
            {
                // What people see must never stop what is traded; a snapshot that grows old shows that it is no longer taken.
                _isShowing = false;
                _log.LogCritical(problem, "no more snapshots are taken: screens and API show an old one");
            }
        }
    }

    private WorkerFacts Facts() => new(
        _options.Shard, _stores.Epoch, _options.Source, _started, _haltText, Readiness.NotReadyBecause(_node, _recorder, _stores), _stores.State.Waiting,
        new Duration((long)(MaximumSchedulingLagMilliseconds * Timestamp.PerMillisecond)), new ParametersSnapshot(_parameters, _proposals.NewestFirst), _moves.NewestFirst, _alerts.Health);

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
        _haltText = why;
        Guarded((node, now) => node.HaltNow(now, reason));
    }

    /// <summary>A person's order: carried out in one step, and stored before it is acknowledged.</summary>
    private async Task<IReadOnlyList<string>> OrderAsync(Func<TradingNode, Timestamp, IReadOnlyList<string>> order, CancellationToken cancellation)
    {
        IReadOnlyList<string> errors = ["the worker does not trade yet, or not any more."];
        Guarded((node, now) =>
        {
            errors = ["the step failed; everything is halted."];
            errors = order(node, now);
        });
        if (errors.Count > 0)
        {
            return errors;
        }

        WritePositions();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StorePatience);
        try
        {
            await _stores.State.DrainAsync(patience.Token);
            return [];
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("it is in force, but was not stored in time and may not survive a restart.", problem);
        }
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
                NoticeOldWishes();
                PublishQuietly();
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

    /// <summary>A quiet node still shows that it lives.</summary>
    private void PublishQuietly()
    {
        lock (_gate)
        {
            if (_node is { } node && !_isDisposed)
            {
                PublishWhenDue(node, _clock.Now);
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
                var risk = node.Driver.Engine.RiskState;
                _stores.WriteRisk(risk);
                _stores.Cloud.Look(risk, _clock.Now);
                _stores.WriteParameters(node.Driver.Engine.ParameterChanges);
            }
        }
    }

    private void FollowControlPlane(DesiredState wishes) => Guarded((node, now) =>
    {
        _haltFollowing.Follow(node, wishes.Halt, now);
        _parameterFollowing.Follow(node, wishes.Parameters, now);
        node.Follow(now, wishes);
        if (_observation.Look(node, _haltFollowing.Number, _parameterFollowing.Number, now) is { } observed)
        {
            _stores.State.Enqueue(ControlTables.Observed, observed.ToTableRow());
        }
    });

    private void NoticeOldWishes()
    {
        if (_controlPlane is { Current: null })
        {
            Guarded(static (node, now) => node.Follow(now, null));
        }
    }

    /// <summary>Beside the trading: a store that is slow or damaged keeps nobody waiting.</summary>
    private Task<HistoryKeeper> StartHistoriesAsync()
    {
        IReadOnlyList<string> bots;
        lock (_gate)
        {
            bots = [.. _node!.Driver.Engine.BotViews.Select(static bot => bot.Bot.ToString())];
        }

        return HistoryKeeper.StartAsync(_stores.Tables, _options.Shard, bots, [_options.Series.Asset, _options.Series.Name], _clock.Now, _board, _log);
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
