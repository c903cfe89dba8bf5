using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>A price of the underlying in dollars, for models, with its source's own timestamp.</summary>
internal readonly record struct StampedPrice(double Price, Timestamp Observed);
