using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Activities;

/// <summary>Set the halt of a shard.</summary>
/// <param name="KillId">The same id twice is one halt.</param>
public sealed record DesireHalt(string Shard, string KillId, string Reason, string Who);

/// <param name="Number">The halt's number; it rises with every halt of the shard.</param>
public sealed record DesiredHalt(long Number);

/// <summary>Lift the halt of this number; a later one stays.</summary>
public sealed record LiftHalt(string Shard, long Number, string Reason, string Who);

/// <param name="IsLifted">False where nothing was lifted.</param>
/// <param name="Problem">Why not; empty where it was.</param>
public sealed record HaltLifted(bool IsLifted, string Problem);

/// <summary>Wait until the worker has taken the halt and is clear, or, where it is to be lifted, has resumed.</summary>
public sealed record AwaitHalt(string Shard, long Number, bool IsHalted, Duration Patience);

/// <summary>How a kill ended.</summary>
/// <param name="Requested">When it was taken.</param>
/// <param name="Ended">When it was proved, or given up.</param>
/// <param name="Steps">What was done, in order.</param>
public sealed record KillReport(
    string Shard, string KillId, long HaltNumber, string Reason, string Who, Timestamp Requested, Timestamp Ended, bool IsClear, IReadOnlyList<string> Steps);
