using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Faults.Windows;

/// <summary>A trade's first transaction does not go through. Struck per trade.</summary>
internal sealed class TradeRetryFault() : VenueFault("trade-retry", "Trades go MATCHED, RETRYING, MINED, CONFIRMED.");

/// <summary>A trade that is undone. Struck per trade.</summary>
internal sealed class TradeFailureFault() : VenueFault("trade-failure", "Trades go MATCHED, RETRYING, FAILED: the fill never happened.");

/// <summary>A trade whose block is thrown away after it was mined. Struck per trade.</summary>
internal sealed class TradeReorgFault() : VenueFault(
    "trade-reorg", "Trades go MATCHED, MINED, RETRYING, and then MINED, CONFIRMED, or FAILED.",
    new FaultParameter("fails", "1: the trade fails in the end; 0: it is mined again.", 0, 0, 1))
{
    public SettlementFate Fate => Value("fails") < 1 ? SettlementFate.Reorganised : SettlementFate.ReorganisedAway;
}
