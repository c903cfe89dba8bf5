using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Kill and resume as any process asks the control plane for them, through the state store.</summary>
public sealed class KillSwitchCall(ITableStore store, WorkflowClient client, string shard)
{
    /// <summary>Whether a runtime holds the lease: whether somebody will take the call.</summary>
    /// <param name="now">Real time.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public Task<bool> IsHeardAsync(Timestamp now, CancellationToken cancellation) => RuntimeLease.IsHeldAsync(store, now, cancellation);

    /// <summary>Asks for a halt; the same id again is the same halt.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be taken.</exception>
    public Task KillAsync(string killId, string reason, string who, CancellationToken cancellation) => client.RaiseAsync(
        WorkflowIds.KillSwitch(shard), ControlEvents.Kill, new KillRequested { KillId = killId, Reason = reason, Who = who }, killId, cancellation);

    /// <summary>Asks for the halt that stands now, or that was asked for before this, to be lifted.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be taken.</exception>
    public async Task ResumeAsync(string eventId, string reason, string who, CancellationToken cancellation)
    {
        var halt = (await DesiredState.ReadAsync(store, shard, cancellation)).Halt;
        await client.RaiseAsync(
            WorkflowIds.KillSwitch(shard),
            ControlEvents.Resume,
            new ResumeRequested { Reason = reason, Who = who, HaltNumber = halt is { IsHalted: true } ? halt.Number : 0 },
            eventId,
            cancellation);
    }

    /// <summary>How a kill ended, or null while it has not.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<KillReport?> ReportAsync(string killId, CancellationToken cancellation) =>
        await store.GetAsync(ControlTables.Reports, shard, ReportActs.KillKey(killId), cancellation) is { } row
            ? Payload.Read<KillReport>(LongText.Read(row, ReportActs.TextColumn))
            : null;

    /// <summary>Whether nothing asks for a halt any more: the row is lifted and every call has been taken.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<bool> IsResumedAsync(CancellationToken cancellation)
    {
        await foreach (var row in store.QueryAsync(WorkflowTables.Inbox, WorkflowTables.InboxPartition, null, cancellation))
        {
            if (WorkflowCommand.Read(row).InstanceId == WorkflowIds.KillSwitch(shard))
            {
                return false;
            }
        }

        return (await DesiredState.ReadAsync(store, shard, cancellation)).Halt is not { IsHalted: true };
    }
}
