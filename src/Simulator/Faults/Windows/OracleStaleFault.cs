namespace PolyCloud.Simulator.Faults.Windows;

/// <summary>The price stream stands still: its socket is open, its newest value grows old. Struck per value.</summary>
internal sealed class OracleStaleFault() : VenueFault(
    "oracle-stale", "Prices of the underlyings are not published; the sockets stay open. Settlement is not touched.");
