using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>
/// Speaks to the runtime through its store, from any process. A command that returns is stored; the runtime takes it within its
/// polling interval. Reading shows what was recorded last.
/// </summary>
/// <param name="newId">Makes the ids of commands whose sender has none of its own.</param>
public sealed class WorkflowClient(ITableStore store, TimeProvider time, Func<string> newId)
{
    /// <summary>Starts an instance; does nothing where the id is taken.</summary>
    public Task StartAsync<TInput>(string workflow, string instanceId, TInput input, CancellationToken cancellation) =>
        SendAsync(WorkflowCommandKind.Start, instanceId, workflow, Payload.Write(input), newId(), cancellation);

    /// <summary>Raises an event.</summary>
    /// <param name="eventId">The sender's id of it, up to 64 characters without spaces: raised again, it counts once.</param>
    public Task RaiseAsync<TPayload>(string instanceId, string name, TPayload payload, string eventId, CancellationToken cancellation) =>
        SendAsync(WorkflowCommandKind.Raise, instanceId, name, Payload.Write(payload), eventId, cancellation);

    public Task SuspendAsync(string instanceId, string reason, CancellationToken cancellation) =>
        SendAsync(WorkflowCommandKind.Suspend, instanceId, "", reason, newId(), cancellation);

    public Task ResumeAsync(string instanceId, string reason, CancellationToken cancellation) =>
        SendAsync(WorkflowCommandKind.Resume, instanceId, "", reason, newId(), cancellation);

    public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation) =>
        SendAsync(WorkflowCommandKind.Terminate, instanceId, "", reason, newId(), cancellation);

    /// <summary>Removes an instance that has ended, so that its id can be used again; false where it lives or there is none.</summary>
    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation) => new InstancePurge(store).PurgeAsync(instanceId, cancellation);

    /// <summary>The instance, or null where there is none yet.</summary>
    public Task<Instance?> GetAsync(string instanceId, CancellationToken cancellation) =>
        Instance.LoadAsync(store, instanceId, cancellation);

    /// <summary>Heads of all instances, by id: the live ones, or those that have ended and were not purged.</summary>
    public async IAsyncEnumerable<InstanceHead> ListAsync(bool ended, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in store.QueryAsync(WorkflowTables.Index, ended ? WorkflowTables.Ended : WorkflowTables.Live, null, cancellation))
        {
            if (await store.GetAsync(WorkflowTables.Instances, row.Row, WorkflowTables.HeadRow, cancellation) is { } head)
            {
                yield return InstanceHead.Read(head);
            }
        }
    }

    private async Task SendAsync(
        WorkflowCommandKind kind, string instanceId, string name, string text, string id, CancellationToken cancellation)
    {
        if (id.Length is 0 or > 64 && kind == WorkflowCommandKind.Raise || id.Contains(' ', StringComparison.Ordinal))
        {
            throw new ArgumentException($"An event's id has 1 to 64 characters without spaces; '{id}' is none.", nameof(id));
        }

        TableLimits.CheckKey(instanceId);
        var command = new WorkflowCommand
        {
            Kind = kind,
            InstanceId = instanceId,
            Name = name,
            Text = text,
            Id = id,
            Sent = new Timestamp((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10),
        };
        await store.WriteAsync(WorkflowTables.Inbox, [new TableWrite(TableWriteKind.Upsert, command.ToTableRow())], cancellation);
    }
}
