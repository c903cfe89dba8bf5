namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>The order is at the venue and the client waits in vain. Struck per call that placed something.</summary>
internal sealed class LostAnswerFault() : VenueFault("lost-answer", "Placements that were accepted are never answered.");
