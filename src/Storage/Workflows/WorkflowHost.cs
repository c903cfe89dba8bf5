using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>
/// Runs the workflows of a store in this process: waits for the lease, takes the instances over, and pumps until told to stop or until
/// another runtime has the lease. Activities run on the thread pool. Workflows go by the clock of the run, the lease by real time: two
/// processes on one store need not share a simulated clock.
/// </summary>
public sealed class WorkflowHost : IActivityStarter, IDisposable
{
    /// <summary>How often a lease that another holds is asked for, in real time.</summary>
    private static readonly TimeSpan LeasePause = TimeSpan.FromMilliseconds(250);

    private readonly ITableStore _store;
    private readonly ActivityCatalog _activities;
    private readonly WorkflowHostOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeProvider _leaseTime = TimeProvider.System;
    private readonly IWorkflowLog _log;
    private readonly SemaphoreSlim _answered = new(0);
    private CancellationToken _stop;

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public WorkflowHost(ITableStore store, ActivityCatalog activities, WorkflowHostOptions options, TimeProvider time, IWorkflowLog log)
    {
        options.Validate();
        _store = store;
        _activities = activities;
        _options = options;
        _time = time;
        _log = log;
    }

    /// <summary>Told once the instances are taken over: the epoch, and how many are live.</summary>
    public Action<long, int> Started { get; init; } = static (_, _) => { };

    /// <summary>Runs until cancelled, then lets another take over at once.</summary>
    /// <exception cref="LeaseLostException">Another runtime has taken over: this one must not go on.</exception>
    public async Task RunAsync(WorkflowCatalog catalog, CancellationToken stop)
    {
        _stop = stop;
        var lease = await TakeLeaseAsync(stop);
        if (lease is null)
        {
            return;
        }

        var runtime = new WorkflowRuntime(_store, catalog, this, lease.Epoch, _options.Runtime, _log);
        try
        {
            await AdoptAsync(runtime, stop);
            Started(lease.Epoch, runtime.LiveInstances);
            await PumpAsync(runtime, lease, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop in the midst of a step: whoever takes over finds all of it or nothing, and need not wait for the lease.
        }

        await ReleaseAsync(lease);
    }

    public void Dispose() => _answered.Dispose();

    void IActivityStarter.Start(ActivityCall call, Action<string?, string?> done) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => _ = state.Host.CarryOutAsync(state.Call, state.Done), (Host: this, Call: call, Done: done), preferLocal: false);

    private async Task CarryOutAsync(ActivityCall call, Action<string?, string?> done)
    {
        try
        {
            done(await _activities.RunAsync(call, _stop), null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The process ends; whoever takes the instance over runs it again.
            return;
        }
        catch (Exception failure)
        {
            // Whatever it was, the workflow's retry policy decides about it.
            done(null, $"{failure.GetType().Name}: {failure.Message}");
        }

        _ = _answered.Release();
    }

    private async Task<RuntimeLease?> TakeLeaseAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await RuntimeLease.TryTakeAsync(_store, _options.Holder, _options.Lease, _leaseTime.Now(), stop) is { } lease)
                {
                    return lease;
                }
            }
            catch (StoreUnavailableException away)
            {
                _log.Write(WorkflowLogLevel.Warning, $"The store is away, the lease cannot be taken: {away.Message}");
            }

            await PauseAsync(LeasePause, stop);
        }

        return null;
    }

    private async Task AdoptAsync(WorkflowRuntime runtime, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await runtime.AdoptAsync(_time.Now(), stop);
                return;
            }
            catch (StoreUnavailableException away)
            {
                _log.Write(WorkflowLogLevel.Warning, $"The store is away, instances cannot be taken over: {away.Message}");
                await PauseAsync(LeasePause, stop);
            }
        }
    }

    private async Task PumpAsync(WorkflowRuntime runtime, RuntimeLease lease, CancellationToken stop)
    {
        var renewAt = _leaseTime.Now() + _options.RenewEvery;
        while (!stop.IsCancellationRequested)
        {
            if (_leaseTime.Now() >= renewAt)
            {
                renewAt = await RenewAsync(lease, stop);
            }

            if (_leaseTime.Now() >= lease.Expires)
            {
                throw new LeaseLostException($"The lease of epoch {lease.Epoch} ran out before it could be renewed.");
            }

            await runtime.PumpAsync(_time.Now(), stop);
            await WaitAsync(runtime.NextDue, stop);
        }
    }

    private async Task<Timestamp> RenewAsync(RuntimeLease lease, CancellationToken stop)
    {
        try
        {
            await lease.RenewAsync(_leaseTime.Now(), stop);
        }
        catch (StoreUnavailableException away)
        {
            _log.Write(WorkflowLogLevel.Warning, $"The store is away, the lease is not renewed: {away.Message}");
        }

        return _leaseTime.Now() + _options.RenewEvery;
    }

    private async Task ReleaseAsync(RuntimeLease lease)
    {
        try
        {
            await lease.ReleaseAsync(_leaseTime.Now(), CancellationToken.None);
        }
        catch (Exception lost) when (lost is StoreUnavailableException or LeaseLostException)
        {
            _log.Write(WorkflowLogLevel.Warning, $"The lease is left to run out: {lost.Message}");
        }
    }

    // An activity's answer ends the wait; several that came together are taken by one pump.
    private async Task WaitAsync(Timestamp due, CancellationToken stop)
    {
        var now = _time.Now();
        if (due <= now)
        {
            return;
        }

        // Never longer than the inbox's interval, so that the lease is looked at often enough whatever pace the clock has.
        var span = new Duration(Math.Min((due - now).Micros, _options.Runtime.InboxInterval.Micros));
        using var timer = new CancellationTokenSource(TimeSpan.FromMicroseconds(span.Micros), _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        try
        {
            await _answered.WaitAsync(linked.Token);
            while (_answered.Wait(0, CancellationToken.None))
            {
                // One pump takes them all.
            }
        }
        catch (OperationCanceledException)
        {
            // Due, or told to stop: the caller looks which.
        }
    }

    private static async Task PauseAsync(TimeSpan span, CancellationToken stop)
    {
        try
        {
            await Task.Delay(span, stop);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at the token.
        }
    }
}
