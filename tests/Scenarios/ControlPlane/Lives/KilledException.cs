namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>The control plane died as by SIGKILL: nothing of its memory is left.</summary>
internal sealed class KilledException() : Exception("The control plane was killed.");
