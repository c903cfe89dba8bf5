namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>The process died here, as by SIGKILL.</summary>
internal sealed class ProcessKilledException() : Exception("The process was killed.");
