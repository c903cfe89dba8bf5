using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;

namespace PolyCloud.Exchange.Settlement;

/// <summary>What one party of a trade gives and gets. Shares in micro-shares, amount and fee in micro-dollars.</summary>
/// <param name="Account">Null for the order flow, which has its own cash and tokens without a limit.</param>
internal readonly record struct SettlementLeg(Account? Account, Outcome Outcome, Side Side, long Shares, long Amount, long Fee);
