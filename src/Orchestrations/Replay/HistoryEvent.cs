using System.Text.Json.Serialization;

namespace PolyCloud.Orchestrations.Replay;

/// <summary>One thing that happened to an instance. The list of them is all that is known of it; code is run over it anew.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StepStarted), "step")]
[JsonDerivedType(typeof(RunStarted), "started")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(ActivityCompleted), "activity-completed")]
[JsonDerivedType(typeof(ActivityFailed), "activity-failed")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerFired), "timer-fired")]
[JsonDerivedType(typeof(EventRaised), "raised")]
[JsonDerivedType(typeof(ChildStarted), "child")]
[JsonDerivedType(typeof(ChildCompleted), "child-completed")]
[JsonDerivedType(typeof(ChildFailed), "child-failed")]
[JsonDerivedType(typeof(RunCompleted), "completed")]
[JsonDerivedType(typeof(RunFailed), "failed")]
[JsonDerivedType(typeof(RunContinued), "continued")]
public abstract record HistoryEvent;

/// <summary>The code was run at this moment over what had come in; the events up to the next one belong to it.</summary>
/// <param name="AtMicros">Unix microseconds; never earlier than the step before.</param>
public sealed record StepStarted(long AtMicros) : HistoryEvent;

/// <param name="Run">Counts the runs of an instance from 1: one more at every continue-as-new.</param>
public sealed record RunStarted(string Workflow, int Run, string Input) : HistoryEvent;

/// <param name="Id">Numbers what the run asked for, from 1.</param>
public sealed record ActivityScheduled(int Id, string Activity, string Input) : HistoryEvent;

public sealed record ActivityCompleted(int Id, string Result) : HistoryEvent;

public sealed record ActivityFailed(int Id, string Failure) : HistoryEvent;

public sealed record TimerCreated(int Id, long DueMicros) : HistoryEvent;

public sealed record TimerFired(int Id) : HistoryEvent;

/// <param name="EventId">Given by the sender; a second event with the same id is dropped.</param>
public sealed record EventRaised(string EventId, string Name, string? Payload) : HistoryEvent;

public sealed record ChildStarted(int Id, string Workflow, string InstanceId, string Input) : HistoryEvent;

public sealed record ChildCompleted(int Id, string Result) : HistoryEvent;

public sealed record ChildFailed(int Id, string Failure) : HistoryEvent;

public sealed record RunCompleted(string Result) : HistoryEvent;

public sealed record RunFailed(string Failure) : HistoryEvent;

public sealed record RunContinued(string Input) : HistoryEvent;
