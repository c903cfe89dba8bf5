using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel.Tests.Snapshots;

public sealed class RiskGaugeTests
{
    [Theory]
    [InlineData(25, 50, 0.5)]
    [InlineData(60, 50, 1.2)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    public void A_gauge_says_what_part_of_its_limit_is_used(int value, int limit, double used) =>
        Assert.Equal((decimal)used, new RiskGauge("maximumNetExposure", "portfolio", value, limit, "shares").Used);
}
