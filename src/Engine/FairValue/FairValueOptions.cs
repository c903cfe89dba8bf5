namespace PolyCloud.Engine.FairValue;

/// <summary>Settings of the fair value.</summary>
public sealed record FairValueOptions
{
    /// <summary>
    /// Share of the measured drift that is believed. Default 0; range 0 to 1. Over a window of five minutes the drift's own error alone
    /// moves the probability by a standard deviation or so.
    /// </summary>
    public double DriftShare { get; init; }

    public JumpOptions Jumps { get; init; } = new();

    public SettlementOptions Settlement { get; init; } = new();

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".driftShare", DriftShare, 0.0, 1.0);
        Jumps.Validate(errors, key + ".jumps");
        Settlement.Validate(errors, key + ".settlement");
    }
}
