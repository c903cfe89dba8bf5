using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>The first thing that did not hold in a run.</summary>
/// <param name="Events">The last events before it, oldest first.</param>
public sealed record Breach(string Invariant, string What, Timestamp At, IReadOnlyList<string> Events);
