namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>A control plane never places, touches no credential, leads under rising epochs, and wants no window back in an earlier phase.</summary>
internal sealed class ControlPlaneKeepsToItsOffice : IInvariant
{
    public string Name => "control-plane-keeps-to-its-office";

    public string? Broken(SimulationScene scene) => scene.ControlBooks.Broken;
}
