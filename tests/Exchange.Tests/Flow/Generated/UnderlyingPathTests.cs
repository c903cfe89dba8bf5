using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Generated;

public sealed class UnderlyingPathTests
{
    private const int StepsPerSecond = 20;

    [Fact]
    public void Over_long_times_the_variance_is_the_one_the_agents_price_and_within_a_second_it_is_less()
    {
        var options = new UnderlyingOptions { VolatilityOfVolatility = 0, JumpsPerHour = 0 };

        Assert.InRange(VarianceRatio(options, seconds: 60), 0.9, 1.1);

        // 1 - 0.6 (1 - exp(-1 / 0.6)): what is left in the first second of a run of 0.6 s.
        Assert.InRange(VarianceRatio(options with { RunSeconds = 0.6 }, seconds: 1), 0.45, 0.59);
    }

    [Fact]
    public void Jumps_add_the_variance_the_agents_price()
    {
        var options = new UnderlyingOptions { VolatilityOfVolatility = 0, JumpsPerHour = 360, JumpDeviation = 0.0004 };

        Assert.InRange(VarianceRatio(options, seconds: 60), 0.85, 1.15);
    }

    /// <summary>Measured over priced variance of the log return.</summary>
    private static double VarianceRatio(UnderlyingOptions options, int seconds)
    {
        var path = new UnderlyingPath(options, new DeterministicRandom(17));
        double sum = 0;
        const int Times = 3_000;
        var before = Math.Log(path.Dollars);
        for (var time = 0; time < Times; time++)
        {
            for (var step = 0; step < seconds * StepsPerSecond; step++)
            {
                path.Advance();
            }

            var after = Math.Log(path.Dollars);
            sum += (after - before) * (after - before);
            before = after;
        }

        return sum / Times / (path.VariancePerSecond * seconds);
    }
}
