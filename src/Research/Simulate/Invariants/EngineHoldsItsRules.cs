namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>No engine found one of its own rules broken, and no step of a worker threw.</summary>
internal sealed class EngineHoldsItsRules : IInvariant
{
    public string Name => "engine-holds-its-rules";

    public string? Broken(SimulationScene scene) => scene.Books.FailedStep ?? scene.Books.BrokenEngine;
}
