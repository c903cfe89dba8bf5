using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class JumpOptionsTests
{
    private static readonly JumpOptions Jumps = new() { PerHour = 60, Mean = -0.0005, Deviation = 0.001 };

    [Fact]
    public void The_parts_of_a_variance_add_up_to_it()
    {
        var parts = Jumps.Split(1e-7);
        Assert.Equal(1e-7, parts.TotalVariancePerSecond, 15);
        Assert.Equal(1 / 60.0, parts.JumpsPerSecond, 12);
    }

    [Fact]
    public void Jumps_never_take_the_whole_variance() => Assert.InRange(Jumps.Split(1e-9).VariancePerSecond, 0.99e-10, 1.01e-10);

    [Fact]
    public void A_window_that_settles_on_one_price_is_priced_with_them_and_an_average_is_not()
    {
        Assert.NotEqual(Probability(SettlementRule.Spot, new JumpOptions()), Probability(SettlementRule.Spot, Jumps));
        Assert.Equal(Probability(SettlementRule.TimeWeightedAverage60Seconds, new JumpOptions()), Probability(SettlementRule.TimeWeightedAverage60Seconds, Jumps));
    }

    [Fact]
    public void The_probability_is_that_of_drawn_paths()
    {
        var estimate = Estimate(SettlementRule.Spot, Jumps, out var price);
        var parts = Jumps.Split(estimate.DeviationPerSecond * estimate.DeviationPerSecond);
        var random = new Random(11);
        const int Paths = 200_000;
        var up = 0;
        for (var path = 0; path < Paths; path++)
        {
            up += price * Math.Exp(DrawReturn(random, parts, estimate.SecondsLeft)) >= 60_000 ? 1 : 0;
        }

        // Three standard errors at most.
        Assert.InRange(estimate.UpProbability - (up / (double)Paths), -0.0034, 0.0034);
    }

    private static double DrawReturn(Random random, JumpParameters parts, double seconds)
    {
        var growth = Math.Exp(parts.JumpMean + (parts.JumpDeviation * parts.JumpDeviation / 2)) - 1;
        var sum = ((-parts.JumpsPerSecond * growth) - (parts.VariancePerSecond / 2)) * seconds;
        sum += Math.Sqrt(parts.VariancePerSecond * seconds) * Normal(random);
        for (var at = -Math.Log(1 - random.NextDouble()) / parts.JumpsPerSecond; at < seconds; at -= Math.Log(1 - random.NextDouble()) / parts.JumpsPerSecond)
        {
            sum += parts.JumpMean + (parts.JumpDeviation * Normal(random));
        }

        return sum;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Probability(SettlementRule rule, JumpOptions jumps) => Estimate(rule, jumps, out _).UpProbability;

    private static FairValueEstimate Estimate(SettlementRule rule, JumpOptions jumps, out double price)
    {
        var options = new EngineOptions { Signals = new() { FairValue = new() { Jumps = jumps } } };
        var harness = new EngineHarness(options, spec: EngineHarness.NewSpec(0) with { Settlement = rule });
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, harness.Market, new OraclePrice(60_000 * OraclePrice.Scale), e));
        for (var second = 0; second < 60; second++)
        {
            harness.Wait(Duration.FromSeconds(1));
        }

        price = 60_000 + (harness.Now.Seconds % 2);
        var estimate = harness.Engine.SignalsOf(harness.Market).FairValue;
        Assert.True(estimate.IsValid, estimate.Reason.ToString());
        return estimate;
    }
}
