namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>Faults that cannot meet some states, and why.</summary>
/// <param name="Faults">By name.</param>
/// <param name="States">By the names of the table's columns.</param>
/// <param name="Because">For people.</param>
public sealed record UnreachableRule(IReadOnlyList<string> Faults, IReadOnlyList<string> States, string Because)
{
    public bool Holds(CoverageCell cell) => Faults.Contains(cell.Fault, StringComparer.Ordinal) && States.Contains(cell.State, StringComparer.Ordinal);
}
