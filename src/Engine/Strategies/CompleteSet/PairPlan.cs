using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>A pair that can be traded at a gain: which way, which token first, and how.</summary>
/// <param name="Side">Buy: both are bought and merged. Sell: pairs are split off and both are sold.</param>
/// <param name="First">The token that is harder to get; its partner follows once it is had.</param>
/// <param name="Takes">Both legs take; else both rest at the touch.</param>
/// <param name="Price">Of the first leg.</param>
/// <param name="Total">What the pair costs, or brings, after fees and gas, in 1/10 000 dollar.</param>
internal readonly record struct PairPlan(Side Side, Outcome First, bool Takes, Price Price, Size Size, int Total);
