using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>
/// The most a pair may cost: target_total = clamp(base − penalties, min, max). Penalties: volatility beyond what is calm, flow or
/// prices that ask for caution, and what is unpaired.
/// </summary>
internal static class TargetTotal
{
    private const double DeviationStep = 0.0001;

    public static Price Of(PairedLadderOptions options, in MarketSignalView signals, in LadderSkew skew)
    {
        var penalty = VolatilityPenalty(options, signals.FairValue.DeviationPerSecond)
            + (signals.SizePercent < 100 ? options.CautionPenalty.Units : 0)
            + RoundedDivision.Divide((Int128)options.UnpairedPenalty.Units * skew.Severity, LadderSkew.Full, Rounding.Up);
        return new Price((int)Math.Clamp(options.BaseTotal.Units - penalty, options.MinimumTotal.Units, options.MaximumTotal.Units));
    }

    private static long VolatilityPenalty(PairedLadderOptions options, double deviation)
    {
        var steps = Math.Max(0, deviation - options.CalmDeviation) / DeviationStep;
        return (long)Math.Ceiling(Math.Min(steps * options.VolatilityPenalty.Units, Price.Scale));
    }
}
