namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>The venue has lost the chain of beats and expects another id. Struck per beat that would have been right.</summary>
internal sealed class HeartbeatMismatchFault() : VenueFault(
    "heartbeat-mismatch", "A right heartbeat is refused with 400 and the id that is expected now; a beat with that id is taken.");
