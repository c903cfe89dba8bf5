namespace PolyCloud.Orchestrations.Activities;

/// <summary>Result of an activity that has nothing to tell but whether it changed something.</summary>
/// <param name="Changed">False where it had been done before.</param>
public sealed record ActivityDone(bool Changed);
