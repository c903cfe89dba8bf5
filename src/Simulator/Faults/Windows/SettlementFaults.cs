namespace PolyCloud.Simulator.Faults.Windows;

/// <summary>A trade's first transaction does not go through. Struck per trade.</summary>
internal sealed class TradeRetryFault() : VenueFault("trade-retry", "Trades go MATCHED, RETRYING, MINED, CONFIRMED.");

/// <summary>A trade that is undone. Struck per trade.</summary>
internal sealed class TradeFailureFault() : VenueFault("trade-failure", "Trades go MATCHED, RETRYING, FAILED: the fill never happened.");
