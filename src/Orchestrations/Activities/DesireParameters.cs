namespace PolyCloud.Orchestrations.Activities;

/// <summary>Write the strategy parameters that a shard should trade with; an older number than the stored one changes nothing.</summary>
/// <param name="Assignments">Settings as <c>key=value</c>.</param>
public sealed record DesireParameters(string Shard, long Number, IReadOnlyList<string> Assignments, string Who);
