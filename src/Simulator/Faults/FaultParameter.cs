namespace PolyCloud.Simulator.Faults;

/// <summary>A number a fault takes beside its rate and window. The unit is part of the name.</summary>
/// <param name="Default">What it is where the plan does not say.</param>
public sealed record FaultParameter(string Name, string Description, double Default, double Least, double Most);
