using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>
/// The control plane's workflows, activities and lease over any store, under a virtual clock: what the host does with threads and timers
/// is done by whoever tells the time.
/// </summary>
internal sealed class VirtualControlPlane : IControlPlane, IActivityStarter, IWorkflowLog
{
    private static readonly Duration LeaseLength = Duration.FromSeconds(3);
    private static readonly Duration LookPause = Duration.FromSeconds(1);

    private readonly FaultyStore _store;
    private readonly Action<string> _said;
    private readonly SeriesInput _series;
    private readonly VirtualTime _time = new();
    private readonly ControlPlaneStart _start;
    private readonly ActivityCatalog _activities;
    private readonly List<(Timestamp Due, TaskCompletionSource Source)> _pauses = [];
    private RuntimeLease? _lease;
    private WorkflowRuntime? _runtime;
    private int _busy;
    private long _lastId;

    /// <param name="name">Part of the ids of its commands: no two control planes have the same.</param>
    public VirtualControlPlane(FaultyStore store, IVenueControl venue, SeriesInput series, string name, Action<string> said)
    {
        (_store, _series, _said) = (store, series, said);
        var client = new WorkflowClient(store, _time, () => $"{name}-{Interlocked.Increment(ref _lastId)}");
        _start = new ControlPlaneStart(store, client);
        _activities = ControlPlaneActivities.Create(store, venue, new EmbeddedWorkflows(store, client), _time, PauseAsync);
    }

    public int Writes => _store.Writes;

    /// <summary>It has taken the instances over.</summary>
    public bool Leads => _runtime is not null;

    public static SeriesInput SeriesOf(int windows) => new()
    {
        Shard = "0",
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        FirstOpens = VirtualExchange.OpenOf(0),
        NextOpens = VirtualExchange.OpenOf(0),
        LastCloses = VirtualExchange.OpenOf(windows),
        Schedule = new PhaseSchedule(),
    };

    public async Task PumpAsync(Timestamp now, bool storeIsAway)
    {
        (_time.Moment, _store.IsAway) = (now, storeIsAway);
        try
        {
            if (_runtime is null && !await TakeOverAsync(now))
            {
                return;
            }

            await KeepLeaseAsync(now);
            EndPauses(now);
            await QuietAsync();
            do
            {
                await _runtime!.PumpAsync(now, default);
                await QuietAsync();
            }
            while (_runtime.NextDue <= now);
        }
        catch (LeaseLostException lost)
        {
            _said(lost.Message);
            throw new KilledException();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void IActivityStarter.Start(ActivityCall call, Action<string?, string?> done)
    {
        Interlocked.Increment(ref _busy);
        _ = CarryOutAsync(call, done);
    }

    void IWorkflowLog.Write(WorkflowLogLevel level, string text) => _said($"{level}: {text}");

    private async Task<bool> TakeOverAsync(Timestamp now)
    {
        try
        {
            await _start.EnsureAsync(_series, "btc-5m", default);
            _lease = await RuntimeLease.TryTakeAsync(_store, "test", LeaseLength, now, default);
            if (_lease is null)
            {
                return false;
            }

            var runtime = new WorkflowRuntime(_store, ControlPlaneCatalog.Create(), this, _lease.Epoch, new WorkflowRuntimeOptions { InboxInterval = Duration.FromSeconds(1) }, this);
            await runtime.AdoptAsync(now, default);
            _runtime = runtime;
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task KeepLeaseAsync(Timestamp now)
    {
        try
        {
            if (now < _lease!.Expires)
            {
                await _lease.RenewAsync(now, default);
            }
        }
        catch (StoreUnavailableException)
        {
            // It runs on until it expires.
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
            done(await _activities.RunAsync(call, default), null);
        }
        catch (Exception failure) when (!_store.IsDead)
        {
            done(null, $"{failure.GetType().Name}: {failure.Message}");
        }
        catch (Exception) when (_store.IsDead)
        {
            // The process is gone, and this activity with it.
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private Task PauseAsync(CancellationToken cancellation)
    {
        var source = new TaskCompletionSource();
        lock (_pauses)
        {
            _pauses.Add((_time.Moment + LookPause, source));
        }

        Interlocked.Decrement(ref _busy);
        return source.Task;
    }

    private void EndPauses(Timestamp now)
    {
        List<(Timestamp Due, TaskCompletionSource Source)> due;
        lock (_pauses)
        {
            due = [.. _pauses.Where(pause => pause.Due <= now)];
            _ = _pauses.RemoveAll(pause => pause.Due <= now);
        }

        foreach (var (_, source) in due)
        {
            Interlocked.Increment(ref _busy);
            source.SetResult();
        }
    }

    /// <summary>Until every activity has ended or pauses.</summary>
    private async Task QuietAsync()
    {
        while (Volatile.Read(ref _busy) > 0)
        {
            await Task.Delay(1);
        }

        if (_store.IsDead)
        {
            throw new KilledException();
        }
    }
}
