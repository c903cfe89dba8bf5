using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>How long one kill took until nothing of the wallet rested, in virtual time.</summary>
/// <param name="Beside">Faults that were going on meanwhile, by name; empty where none was.</param>
public sealed record TimedKill(Duration Took, IReadOnlyList<string> Beside);
