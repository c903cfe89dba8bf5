using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Activities;

/// <summary>Look for workflows that do not advance, and for workers that are silent.</summary>
/// <param name="Overdue">A workflow is stuck when something of it has been due for longer.</param>
/// <param name="Silence">A worker is silent when it has told nothing for longer.</param>
public sealed record LookAround(string Shard, Duration Overdue, Duration Silence);

/// <param name="Stuck">Workflows that should have advanced.</param>
/// <param name="WorkerSilentFor">How long the worker has been silent; null where it is not, or none has ever run.</param>
public sealed record Surroundings(IReadOnlyList<StuckWorkflow> Stuck, Duration? WorkerSilentFor);

/// <param name="Why">What is waited for.</param>
public sealed record StuckWorkflow(string InstanceId, string Workflow, string Why);

/// <summary>Make a workflow that is stuck try again.</summary>
public sealed record RestartWorkflow(string InstanceId, string Why);
