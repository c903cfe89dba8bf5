namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Something that must hold after every event of a run.</summary>
internal interface IInvariant
{
    /// <summary>Lower-case words with hyphens.</summary>
    string Name { get; }

    /// <summary>What is wrong, or null.</summary>
    string? Broken(SimulationScene scene);
}
