namespace PolyCloud.Engine.FairValue;

/// <summary>
/// Jumps of the underlying, as <see cref="JumpCalibration"/> finds them in recorded returns. Windows that settle on one price are priced with
/// them; an average is not, its total variance contains them already.
/// </summary>
public sealed record JumpOptions
{
    /// <summary>Diffusion keeps at least this part of the measured variance, whatever the calibration says of jumps.</summary>
    private const double LeastDiffusion = 0.1;

    /// <summary>λ: mean number of jumps in an hour. Default 0 (not calibrated: no jumps); range 0 to 3 600.</summary>
    public double PerHour { get; init; }

    /// <summary>Mean of a jump's log return. Default 0; range -0.1 to 0.1.</summary>
    public double Mean { get; init; }

    /// <summary>Standard deviation of a jump's log return. Default 0; range 0 to 0.1.</summary>
    public double Deviation { get; init; }

    public bool AreCalibrated => PerHour > 0;

    /// <summary>Splits a measured variance, which contains the jumps, into diffusion and jumps.</summary>
    /// <param name="totalVariancePerSecond">Variance of the log return over one second.</param>
    public JumpParameters Split(double totalVariancePerSecond)
    {
        var perSecond = PerHour / 3600;
        var jumps = perSecond * ((Mean * Mean) + (Deviation * Deviation));
        return new JumpParameters(Math.Max(totalVariancePerSecond - jumps, LeastDiffusion * totalVariancePerSecond), perSecond, Mean, Deviation);
    }

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".perHour", PerHour, 0.0, 3600.0);
        errors.Range(key + ".mean", Mean, -0.1, 0.1);
        errors.Range(key + ".deviation", Deviation, 0.0, 0.1);
    }
}
