namespace PolyCloud.Storage.Events;

/// <summary>What an event says. Prices, sizes and money are decimal text, as everywhere outside the engine.</summary>
public interface IEventData;

/// <summary>An order was signed and is about to leave.</summary>
/// <param name="OrderHash">The venue's id of it.</param>
public sealed record OrderPlaced(string OrderHash, long Intent, string Bot, string Outcome, string Side, string Price, string Size, string Type) : IEventData;

/// <summary>A token that was not held is held now.</summary>
public sealed record PositionOpened(string Outcome, string Size, string EntryPrice) : IEventData;

/// <summary>A token that was held is not any more.</summary>
/// <param name="RealizedPnl">Dollars received less dollars paid and fees, from its opening on.</param>
public sealed record PositionClosed(string Outcome, string RealizedPnl, long HoldMicros) : IEventData;

/// <summary>A limit or breaker stopped something.</summary>
/// <param name="Reason">Its label: <c>daily-loss-limit</c>.</param>
/// <param name="Scope">What it stopped: <c>market</c>, <c>bot</c> or <c>shard</c>.</param>
public sealed record CircuitBreakerTriggered(string Reason, string Scope, string Bot) : IEventData;

/// <summary>Everything was halted.</summary>
public sealed record EmergencyHalt(string Reason) : IEventData;

/// <summary>A drawdown passed its threshold.</summary>
public sealed record DrawdownThreshold(string Reason, string Bot) : IEventData;

/// <summary>The wallet holds less than it should.</summary>
public sealed record WalletBalanceLow(string Wallet, string Balance, string Threshold) : IEventData;

/// <summary>Gas costs more than it should.</summary>
/// <param name="Action">What was done about it.</param>
public sealed record GasSpikeDetected(string CurrentGwei, string ThresholdGwei, string Action) : IEventData;

/// <summary>A window came into another phase.</summary>
public sealed record PhaseEntered(string Phase, string Reason) : IEventData;

/// <summary>One of our orders was executed, or its execution settled or failed.</summary>
/// <param name="Trade">The venue's id; the same one comes once for each status.</param>
public sealed record OrderFilled(string Trade, long Intent, string Outcome, string Side, string Price, string Size, string Amount, string Fee, bool IsMaker, string Status) : IEventData;

/// <summary>A window paid.</summary>
public sealed record MarketSettled(string Winner) : IEventData;
