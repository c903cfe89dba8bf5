namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>After a gap in the user stream nothing is opened until the exchange has been asked for orders and fills.</summary>
internal sealed class NoEntryOnAGap : IInvariant
{
    public string Name => "no-entry-on-a-gap";

    public string? Broken(SimulationScene scene) => scene.Books.EntryOnAGap;
}
