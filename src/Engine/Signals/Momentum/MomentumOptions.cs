using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Momentum;

/// <summary>Settings of the momentum signals of an underlying.</summary>
public sealed record MomentumOptions
{
    /// <summary>Length of a bar; its close is the last price stamped in it. Default 5 s; range 1 to 3 600 s.</summary>
    public Duration Bar { get; init; } = Duration.FromSeconds(5);

    /// <summary>Bars of the relative strength index. Default 14; range 2 to 200.</summary>
    public int RelativeStrengthBars { get; init; } = 14;

    /// <summary>Bars of the mean-reversion score. Default 20; range 3 to 200.</summary>
    public int ReversionBars { get; init; } = 20;

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".bar", Bar, Duration.FromSeconds(1), Duration.FromSeconds(3_600));
        errors.Range(key + ".relativeStrengthBars", RelativeStrengthBars, 2, 200);
        errors.Range(key + ".reversionBars", ReversionBars, 3, 200);
    }
}
