using PolyCloud.Storage.Workflows;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One workflow of the control plane.</summary>
/// <param name="Status">running, suspended, stuck, completed, failed or terminated.</param>
/// <param name="Says">What it says of itself.</param>
/// <param name="Outcome">Its result, or why it does not go on; null while it runs.</param>
public sealed record WorkflowBody(string Id, string Workflow, string Status, string Says, string? Outcome, int Run, int Steps, string Created, string Updated)
{
    internal static WorkflowBody Of(InstanceHead head) => new(
        head.InstanceId, head.Workflow, Words.Label(head.Status), head.CustomStatus, head.Outcome.Length == 0 ? null : head.Outcome, head.Run, head.Steps, head.Created.ToString(), head.Updated.ToString());
}

/// <summary>Workflows, by id.</summary>
public sealed record WorkflowsBody(int Total, IReadOnlyList<WorkflowBody> Items);

/// <summary>One file of the journal.</summary>
/// <param name="Run">The writer's run: shard and epoch.</param>
public sealed record SegmentBody(string Name, string Run, long Bytes, string Written);

/// <summary>The journal's files, newest first.</summary>
/// <param name="IsKept">False where no journal is kept: then nothing can be replayed or rebuilt.</param>
public sealed record JournalBody(bool IsKept, int Total, long Bytes, IReadOnlyList<SegmentBody> Items);
