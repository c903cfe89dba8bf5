namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>A fault and a state of an order or a window, by their names in the table.</summary>
public readonly record struct CoverageCell(string Fault, string State)
{
    public override string ToString() => $"{Fault} by {State}";
}
