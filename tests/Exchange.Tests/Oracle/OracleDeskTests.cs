using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using Xunit;

namespace PolyCloud.Exchange.Tests.Oracle;

public class OracleDeskTests
{
    [Fact]
    public void Spot_and_average_are_published_after_the_lag_with_the_moment_of_observation()
    {
        var fixture = new VenueFixture();
        fixture.Observe(VenueFixture.Start, VenueFixture.Start + Duration.FromSeconds(59), static _ => new OraclePrice(OraclePrice.Scale * 100));
        fixture.Advance(1.299);
        Assert.DoesNotContain(fixture.Log.OracleTicks, static entry => entry.Tick.Source == OracleSource.TimeWeightedAverage60Seconds);
        Assert.Equal(59, fixture.Log.OracleTicks.Count);

        fixture.Advance(0.001);

        Assert.Equal(61, fixture.Log.OracleTicks.Count);
        var (at, tick) = fixture.Log.OracleTicks[^1];
        Assert.Equal(OracleSource.TimeWeightedAverage60Seconds, tick.Source);
        Assert.Equal(VenueFixture.Start + Duration.FromSeconds(59), tick.Observed);
        Assert.Equal(Duration.FromMilliseconds(1_300), at - tick.Observed);
    }
}
