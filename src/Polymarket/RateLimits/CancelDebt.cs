using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.RateLimits;

/// <summary>Whether cancels can still go out. While they cannot, the venue's dead-man switch is the only way to clear the book.</summary>
/// <param name="IsOwed">The venue would refuse a cancel now: a sweep took the bucket below zero, or the venue asked to wait.</param>
/// <param name="PayableAt">When the next single cancel may go; the moment itself where nothing is owed.</param>
public readonly record struct CancelDebt(bool IsOwed, Timestamp PayableAt);
