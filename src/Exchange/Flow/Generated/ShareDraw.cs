using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>Random order sizes.</summary>
public static class ShareDraw
{
    /// <summary>Largest order of the flow, shares: beyond the recorded outermost levels.</summary>
    private const double SharesMax = 60_000;

    /// <summary>Lognormal, rounded to the nearest hundredth of a share, at least one share.</summary>
    public static Size LogNormal(DeterministicRandom random, double median, double logDeviation)
    {
        var shares = Math.Clamp(median * Math.Exp(logDeviation * random.NextNormal()), 1, SharesMax);
        return new Size((long)Math.Round(shares * 100) * (Size.Scale / 100));
    }
}
