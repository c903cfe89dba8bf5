using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>One fault at one time.</summary>
/// <param name="Number">Its place in the plan, by which it can be kept or left out.</param>
/// <param name="Rate">Share of the occasions within its time that are struck, over 0 to 1.</param>
/// <param name="Draw">For whatever else it decides.</param>
internal sealed record Mishap(int Number, string Fault, Timestamp At, Duration For, double Rate, ulong Draw)
{
    public Timestamp Ends => At + For;

    /// <summary>
    /// The state of an order or a window, by its name in the table of the coverage, that has to be there before it begins; null where it
    /// begins at its time whatever is there.
    /// </summary>
    public string? Awaits { get; init; }

    public override string ToString()
    {
        var begins = System.FormattableString.Invariant($"{Number}: {Fault} at {(At - SimulationOptions.FirstOpens).TotalSeconds:0.0} s for {For.TotalSeconds:0.0} s, rate {Rate:0.00}");
        return Awaits is null ? begins : $"{begins}, once something is {Awaits}";
    }
}
