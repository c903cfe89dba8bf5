using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>One fault at one time.</summary>
/// <param name="Number">Its place in the plan, by which it can be kept or left out.</param>
/// <param name="Rate">Share of the occasions within its time that are struck, over 0 to 1.</param>
/// <param name="Draw">For whatever else it decides.</param>
internal sealed record Mishap(int Number, string Fault, Timestamp At, Duration For, double Rate, ulong Draw)
{
    public Timestamp Ends => At + For;

    public override string ToString() =>
        System.FormattableString.Invariant($"{Number}: {Fault} at {(At - SimulationOptions.FirstOpens).TotalSeconds:0.0} s for {For.TotalSeconds:0.0} s, rate {Rate:0.00}");
}
