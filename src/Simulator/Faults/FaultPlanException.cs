namespace PolyCloud.Simulator.Faults;

/// <summary>A fault was asked for that does not exist, or with a value outside its range; the message names it.</summary>
public sealed class FaultPlanException(string message) : Exception(message);
