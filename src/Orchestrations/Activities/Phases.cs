using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Activities;

/// <summary>Write the phase that a window should be in. A stricter one that is stored stays.</summary>
/// <param name="Opens">Start of the window.</param>
/// <param name="Closes">End of the window.</param>
public sealed record DesirePhase(string Shard, string Slug, MarketPhase Phase, Timestamp Opens, Timestamp Closes);

/// <param name="Phase">What is stored now: the one asked for, or a stricter one.</param>
public sealed record DesiredPhase(MarketPhase Phase);

/// <summary>Wait until the worker says that the window is in this phase or a later one.</summary>
/// <param name="Patience">How long, in the clock of the run.</param>
public sealed record AwaitPhase(string Shard, string Slug, MarketPhase Phase, Duration Patience);

/// <summary>What the worker said within the time it had.</summary>
/// <param name="IsGiven">It follows what was desired.</param>
/// <param name="IsClear">It proved at the venue that no order of it is open.</param>
/// <param name="Detail">What it said last, for people.</param>
public sealed record Acknowledgement(bool IsGiven, bool IsClear, string Detail);

/// <summary>Write that a window is halted, or is not any more.</summary>
public sealed record DesireMarketHalt(string Shard, string Slug, bool IsHalted, string Reason, string Who);
