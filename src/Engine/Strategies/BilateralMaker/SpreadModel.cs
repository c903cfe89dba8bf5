using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// The half-spread in dollars: half of the spread of Avellaneda and Stoikov with k scaled by the depth of the book, and what the
/// probability moves before a quote can be moved, less the rebate a fill is expected to bring. Makers pay no fee.
/// </summary>
internal static class SpreadModel
{
    private const double ThinnestShare = 0.25;

    public static double HalfSpread(
        BilateralMakerOptions options, in ProbabilityRisk risk, double varianceLeft, Size thinnerBest, FeeSchedule fees, Price mid)
    {
        var depth = Math.Clamp((double)thinnerBest.Units / options.ReferenceDepth.Units, ThinnestShare, 1);
        var inventory = AvellanedaStoikov.Spread(options.RiskAversion, varianceLeft, options.FillDecay * depth) / 2;
        var reaction = options.ReactionDeviations * risk.DeviationWithin(options.Reaction.TotalSeconds);
        var wanted = inventory + reaction - (Rebate(fees, mid) * options.RebatePercent / 100);
        return Math.Max(wanted, (double)options.MinimumHalfSpread.Units / Price.Scale);
    }

    /// <summary>Dollars a share.</summary>
    private static double Rebate(FeeSchedule fees, Price mid)
    {
        const int Shares = 100;
        return MakerRebate.PerFill(fees, mid, Size.Shares(Shares)).Micros / (double)(Shares * Money.Scale);
    }
}
