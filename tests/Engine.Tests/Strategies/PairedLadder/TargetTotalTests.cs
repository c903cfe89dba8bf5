using PolyCloud.Engine.Effects;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.PairedLadder;

/// <summary>target_total = clamp(base − penalties, min, max), each row worked out by hand in 1/10 000 dollar.</summary>
public sealed class TargetTotalTests
{
    private static readonly PairedLadderOptions Options = new()
    {
        BaseTotal = new Price(9_900), MinimumTotal = new Price(9_500), MaximumTotal = new Price(9_850), CalmDeviation = 0.0001,
        VolatilityPenalty = new Price(50), CautionPenalty = new Price(100), UnpairedPenalty = new Price(80), MaximumUnpaired = Size.Shares(40),
    };

    [Theory]
    [InlineData(0.0001, 100, 0, 9_850)] // 9 900, but no more than the greatest
    [InlineData(0.0003, 100, 0, 9_800)] // two steps of volatility
    [InlineData(0.0001, 50, 0, 9_800)] // caution
    [InlineData(0.0001, 100, 20, 9_850)] // half of the unpaired penalty: 9 860
    [InlineData(0.0002, 50, -40, 9_670)] // 50 + 100 + 80
    [InlineData(0.0025, 100, 0, 9_500)] // 24 steps, but no less than the least
    public void Penalties_are_taken_off_the_base_and_the_rest_is_kept_within_its_bounds(double deviation, int sizePercent, long unpairedShares, int expected)
    {
        var toxicity = sizePercent == 100 ? ToxicityRegime.Normal : ToxicityRegime.Caution(sizePercent, Reason.OrderImbalance);
        var signals = new MarketSignalView(
            new FairValueEstimate(0.5, deviation, 100), toxicity, new OracleHealth(Reason.None, 100, Reason.None), default, default);
        Assert.Equal(new Price(expected), TargetTotal.Of(Options, signals, new LadderSkew(Size.Shares(unpairedShares), Options)));
    }
}
