using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Regimes;

/// <summary>A kind of market to try a strategy in: the generated flow's settings and what goes wrong at the venue.</summary>
/// <param name="Name">Lower-case words joined by hyphens.</param>
/// <param name="Meaning">For people: what is different from ordinary.</param>
public sealed record MarketRegime(string Name, string Meaning)
{
    public UnderlyingOptions Underlying { get; init; } = new();

    public MakerOptions Makers { get; init; } = new();

    public TakerOptions Takers { get; init; } = new();

    /// <summary>Switched on at the open of each window; moments count from there.</summary>
    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];
}
