using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>What became of handing arrivals to an instance.</summary>
/// <param name="Head">The instance after it; null where there is none.</param>
/// <param name="New">What the step recorded; empty where none ran.</param>
/// <param name="CancelledTimers">Timers that need not fire any more.</param>
internal sealed record Stepped(InstanceHead? Head, IReadOnlyList<HistoryEvent> New, IReadOnlyList<int> CancelledTimers)
{
    /// <summary>More has been kept for it than one step takes, or its next run begins.</summary>
    public bool Again { get; init; }
}

/// <summary>Loads, advances and records one instance at a time; instances beside each other may be advanced together.</summary>
internal sealed class InstanceStepper(ITableStore store, InstanceWriter writer, WorkflowCatalog catalog, long epoch, IWorkflowLog log)
{
    /// <summary>Hands arrivals to the instance; without any it takes what was kept.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be recorded: the same arrivals are to be handed again.</exception>
    /// <exception cref="LeaseLostException">A runtime of a later epoch has the instance.</exception>
    public async Task<Stepped> HandAsync(string instanceId, IReadOnlyList<HistoryEvent> arrived, Timestamp now, CancellationToken cancellation)
    {
        if (await LoadOwnAsync(instanceId, cancellation) is not { } instance)
        {
            return new Stepped(null, [], []);
        }

        HistoryEvent[] news = [.. arrived.Where(happened => !instance.Knows(happened))];
        if (instance.Head.HasEnded || (news.Length == 0 && instance.Arrived.Count == 0))
        {
            return new Stepped(instance.Head, [], []);
        }

        return instance.Head.Status is InstanceStatus.Suspended or InstanceStatus.Stuck
            ? await KeepAsync(instance, news, now, cancellation)
            : await AdvanceAsync(instance, news, now, cancellation);
    }

    /// <summary>Changes the head by a person's or the runtime's command.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be recorded.</exception>
    /// <exception cref="LeaseLostException">A runtime of a later epoch has the instance.</exception>
    public async Task<InstanceHead?> MoveAsync(
        string instanceId, Func<InstanceHead, InstanceHead> change, Timestamp now, CancellationToken cancellation)
    {
        var instance = await LoadOwnAsync(instanceId, cancellation);
        return instance is null ? null : await writer.MoveAsync(change(instance.Head), now, cancellation);
    }

    public async Task<Instance?> LoadOwnAsync(string instanceId, CancellationToken cancellation)
    {
        var instance = await Instance.LoadAsync(store, instanceId, cancellation);
        return instance is null || instance.Head.Owner <= epoch
            ? instance
            : throw new LeaseLostException($"The workflow {instanceId} is run by epoch {instance.Head.Owner}; this runtime has epoch {epoch}.");
    }

    private async Task<Stepped> KeepAsync(Instance instance, HistoryEvent[] news, Timestamp now, CancellationToken cancellation)
    {
        var head = news.Length == 0 ? instance.Head : await writer.KeepAsync(instance.Head, news, now, cancellation);
        return new Stepped(head, [], []);
    }

    private async Task<Stepped> AdvanceAsync(Instance instance, HistoryEvent[] news, Timestamp now, CancellationToken cancellation)
    {
        var kept = instance.Arrived.Take(InstanceWriter.ArrivalsOfStepMaximum).ToArray();
        var behind = instance.Arrived.Count > kept.Length;
        HistoryEvent[] taken = [.. kept.SelectMany(row => row.Events), .. behind ? [] : news];
        WorkflowStep step;
        try
        {
            step = WorkflowReplay.Advance(catalog, instance.Head.InstanceId, instance.History, taken, now, log);
        }
        catch (Exception defect) when (defect is NondeterministicWorkflowException or KeyNotFoundException)
        {
            return await StickAsync(instance, news, defect.Message, now, cancellation);
        }

        if (behind && news.Length > 0)
        {
            // Kept arrivals go first; what is new waits behind them.
            var waiting = await writer.KeepAsync(instance.Head, news, now, cancellation);
            return new Stepped(waiting, [], []) { Again = true };
        }

        var head = await writer.RecordAsync(instance.Head, [.. kept.Select(row => row.Row)], step, now, cancellation);
        if (step.Status == RunStatus.Continued)
        {
            await writer.ClearAsync(head.InstanceId, WorkflowTables.RunPrefix(head.Run - 1), WorkflowTables.RunPrefix(head.Run), cancellation);
        }

        // What a run asked for that has ended is of no use to the next one.
        var continued = step.Status == RunStatus.Continued;
        return new Stepped(head, continued ? [] : step.Events, step.CancelledTimers) { Again = behind || continued };
    }

    private async Task<Stepped> StickAsync(Instance instance, HistoryEvent[] news, string why, Timestamp now, CancellationToken cancellation)
    {
        log.Write(WorkflowLogLevel.Error, $"The workflow {instance.Head.InstanceId} is stuck: {why}");
        var head = await writer.MoveAsync(instance.Head with { Status = InstanceStatus.Stuck, Outcome = why }, now, cancellation);
        return await KeepAsync(instance with { Head = head }, news, now, cancellation);
    }
}
