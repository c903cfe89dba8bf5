using System.Globalization;
using PolyCloud.ContainerWorker.ControlPlane;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Control;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.Simulate.Workers;
using PolyCloud.Research.Simulate.World;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>
/// One process of a control plane, from its start to its death: waits for the lease, takes the workflows over, keeps the lease, and does
/// what is due. The product's own runtime, workflows and activities; what its host does with threads and timers is done by the scene's steps.
/// </summary>
internal sealed class ControlPlaneLife : IActivityStarter, IWorkflowLog
{
    public const string Series = "btc-5m";

    private static readonly Duration LeaseLength = Duration.FromSeconds(3);
    private static readonly Duration RenewEvery = Duration.FromSeconds(1);

    /// <summary>A lease that another holds, or a store that is away, is asked for again after this long.</summary>
    private static readonly Duration LeasePause = Duration.FromMilliseconds(500);

    /// <summary>Between two looks for a worker's answer.</summary>
    private static readonly Duration LookPause = Duration.FromMilliseconds(250);

    private readonly SimulationScene _scene;
    private readonly string _name;
    private readonly ControlPlaneCalls _calls;
    private readonly WorkflowCatalog _catalog;
    private readonly ControlPlaneStart _start;
    private readonly ActivityCatalog _activities;
    private readonly Queue<(Timestamp Due, TaskCompletionSource Source)> _pauses = [];
    private RuntimeLease? _lease;
    private WorkflowRuntime? _runtime;
    private Timestamp _tryAt;
    private Timestamp _renewAt;
    private bool _isEnsured;
    private long _lastId;

    /// <param name="name">Part of the ids of its commands: no two lives have the same.</param>
    /// <param name="catalog">The code of its workflows.</param>
    public ControlPlaneLife(SimulationScene scene, string name, TradingWallet wallet, WorkflowCatalog catalog)
    {
        (_scene, _name, _catalog) = (scene, name, catalog);
        Tables = new ControlPlaneTables(scene.Tables);
        _calls = new ControlPlaneCalls(scene);
        var time = new SceneTime(scene);
        var client = new WorkflowClient(Tables, time, () => $"{name}-{(++_lastId).ToString(CultureInfo.InvariantCulture)}");
        _start = new ControlPlaneStart(Tables, client);
        var venue = new VenueControl(new WorkerOrders(_calls.SendAsync, wallet, time), new WindowPayouts(_calls.SendAsync));
        _activities = ControlPlaneActivities.Create(Tables, venue, new EmbeddedWorkflows(Tables, client), time, PauseAsync);
    }

    public ControlPlaneTables Tables { get; }

    /// <summary>It has taken the workflows over.</summary>
    public bool Leads => _runtime is not null;

    public Timestamp NextDue
    {
        get
        {
            var due = _calls.NextDue;
            due = _pauses.TryPeek(out var pause) ? Timestamp.Earlier(due, pause.Due) : due;
            return Timestamp.Earlier(due, _runtime is { } runtime ? Timestamp.Earlier(runtime.NextDue, _renewAt) : _tryAt);
        }
    }

    /// <summary>Windows of the run, as the workflows are given them.</summary>
    public static SeriesInput SeriesOf(SimulationOptions options) => new()
    {
        Shard = WorkerState.Shard,
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        FirstOpens = SimulationOptions.FirstOpens,
        NextOpens = SimulationOptions.FirstOpens,
        LastCloses = options.LastCloses,
        Schedule = options.Engine.Phases.Of(WindowInterval.FiveMinutes),
    };

    /// <param name="inTheMidst">It was frozen in the midst of a step, behind its look at the lease, and goes on from there.</param>
    /// <exception cref="ProcessKilledException">It died at a write.</exception>
    /// <exception cref="LeaseLostException">Another has the lease, or may have: it must not go on.</exception>
    public void Step(Timestamp now, bool inTheMidst)
    {
        if (inTheMidst)
        {
            Pump(now);
        }

        _calls.Step(now);
        EndPauses(now);
        if (_runtime is not null || TookOver(now))
        {
            KeepLease(now);
            Pump(now);
        }

        if (Tables.IsDead)
        {
            throw new ProcessKilledException();
        }
    }

    void IActivityStarter.Start(ActivityCall call, Action<string?, string?> done) => _ = CarryOutAsync(call, done);

    void IWorkflowLog.Write(WorkflowLogLevel level, string text) => _scene.Books.Log.Add(_scene.Now, "workflow", $"{_name}: {text}");

    private void Pump(Timestamp now)
    {
        while (_runtime is { } runtime && runtime.NextDue <= now)
        {
            Synchronously.Done(runtime.PumpAsync(now, CancellationToken.None));
        }
    }

    private bool TookOver(Timestamp now)
    {
        if (now < _tryAt)
        {
            return false;
        }

        if (now >= (_lease?.Expires ?? Timestamp.Never))
        {
            throw new LeaseLostException("The lease ran out before the workflows were taken over.");
        }

        _tryAt = Beat.After(now, LeasePause);
        try
        {
            if (!_isEnsured)
            {
                Synchronously.Done(_start.EnsureAsync(SeriesOf(_scene.Options), Series, CancellationToken.None));
                _isEnsured = true;
            }

            _lease ??= Synchronously.Done(RuntimeLease.TryTakeAsync(Tables, _name, LeaseLength, now, CancellationToken.None));
            if (_lease is null)
            {
                return false;
            }

            var runtime = new WorkflowRuntime(Tables, _catalog, this, _lease.Epoch, new WorkflowRuntimeOptions { InboxInterval = Duration.FromMilliseconds(500) }, this);
            Synchronously.Done(runtime.AdoptAsync(now, CancellationToken.None));
            _runtime = runtime;
            _scene.ControlBooks.Leads(now, _name, _lease.Epoch);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private void KeepLease(Timestamp now)
    {
        if (now >= _renewAt)
        {
            _renewAt = Beat.After(now, RenewEvery);
            try
            {
                Synchronously.Done(_lease!.RenewAsync(now, CancellationToken.None));
            }
            catch (StoreUnavailableException)
            {
                // It runs on until it expires.
            }
        }

        if (now >= _lease!.Expires)
        {
            throw new LeaseLostException($"The lease of epoch {_lease.Epoch} ran out.");
        }
    }

    private async Task CarryOutAsync(ActivityCall call, Action<string?, string?> done)
    {
        try
        {
            done(await _activities.RunAsync(call, CancellationToken.None), null);
        }
        catch (Exception) when (Tables.IsDead)
        {
            // The process is gone, and this activity with it.
        }
        catch (Exception failure)
        {
            done(null, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private Task PauseAsync(CancellationToken cancellation)
    {
        var source = new TaskCompletionSource();
        _pauses.Enqueue((Beat.After(_scene.Now, LookPause), source));
        return source.Task;
    }

    private void EndPauses(Timestamp now)
    {
        while (_pauses.TryPeek(out var pause) && pause.Due <= now)
        {
            _pauses.Dequeue();
            pause.Source.SetResult();
        }
    }
}
