namespace PolyCloud.Engine.Signals.Momentum;

/// <summary>Whether an underlying has run too far. Each is nothing until enough bars have closed.</summary>
/// <param name="RelativeStrength">Relative strength index, 0 to 100; above 70 is commonly called overbought, below 30 oversold.</param>
/// <param name="ReversionScore">Standard deviations of the last close above the mean of the bars.</param>
public readonly record struct MomentumState(double? RelativeStrength, double? ReversionScore);
