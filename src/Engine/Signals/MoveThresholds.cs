using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>When a move of the underlying is extraordinary.</summary>
/// <param name="Horizon">Span of the return.</param>
/// <param name="Deviations">In standard deviations of that span's return.</param>
/// <param name="Return">As an absolute return, used besides where positive.</param>
internal readonly record struct MoveThresholds(Duration Horizon, double Deviations, double Return);
