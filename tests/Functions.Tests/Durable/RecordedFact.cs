namespace PolyCloud.Functions.Tests.Durable;

/// <summary>Something that happened to an orchestration and is in its history.</summary>
/// <param name="At">When; the orchestration's time while it is replayed.</param>
internal abstract record RecordedFact(DateTime At);

/// <summary>Nothing but that a run began.</summary>
internal sealed record RunBegan(DateTime At) : RecordedFact(At);

/// <param name="Failure">What it failed with; null where <paramref name="Result"/> is its result.</param>
internal sealed record TaskEnded(DateTime At, int Task, object? Result, string? Failure) : RecordedFact(At);

internal sealed record TimerFired(DateTime At, int Task) : RecordedFact(At);

internal sealed record EventArrived(DateTime At, string Name, string Json) : RecordedFact(At);
