using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Stored;

/// <summary>What pages know of one range.</summary>
/// <param name="Span">Null before it was read for the first time.</param>
/// <param name="ReadAt">The worker's moment when the span was read.</param>
/// <param name="Problem">Why the newest reading failed; empty where it did not. An older span stays.</param>
public sealed record StoredView(HistoryRange Range, StoredSpan? Span, Timestamp ReadAt, string Problem);
