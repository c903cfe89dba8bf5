namespace PolyCloud.Simulator.Faults.Accounts;

/// <summary>The account may only reduce positions: sells of what it holds. Struck per order that would open.</summary>
internal sealed class ClosedOnlyFault() : VenueFault(
    "closed-only", "The ban status says closed_only, and orders that do not reduce a position are refused.");
