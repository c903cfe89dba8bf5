namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>Cells of the table that no run can fill.</summary>
public static class UnreachableCells
{
    public static IReadOnlyList<UnreachableRule> Rules { get; } = [];
}
