namespace PolyCloud.Simulator.Faults.Accounts;

/// <summary>The venue's cache of balances is not refreshed by trades, only by the client's asking.</summary>
internal sealed class StaleBalanceFault() : VenueFault(
    "stale-balance", "Balances stay as they were when first looked at, for reading and for placing, until /balance-allowance/update.");
