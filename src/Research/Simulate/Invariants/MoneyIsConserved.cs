namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>What accounts, order flow, fees and the backing of sets hold together is what was paid in, to the millionth of a dollar.</summary>
internal sealed class MoneyIsConserved : IInvariant
{
    public string Name => "money-is-conserved";

    public string? Broken(SimulationScene scene) => scene.Venue.Exchange.Totals is { IsConserved: false } totals ? totals.ToString() : null;
}
