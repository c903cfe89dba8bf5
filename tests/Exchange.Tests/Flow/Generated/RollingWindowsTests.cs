using System.Globalization;
using System.Numerics;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Generated;

public sealed class RollingWindowsTests
{
    [Fact]
    public void A_window_is_named_by_its_start_and_its_ids_follow_from_the_name()
    {
        var opens = Timestamp.FromSeconds(1_773_307_200);
        var spec = RollingWindows.Spec(opens, SettlementRule.TimeWeightedAverage60Seconds);

        Assert.Equal("btc-updown-5m-1773307200", spec.Slug);
        Assert.True(Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(spec.ConditionId), out _));
        Assert.NotEqual(spec.UpTokenId, spec.DownTokenId);
        Assert.True(BigInteger.Parse(spec.UpTokenId, CultureInfo.InvariantCulture) < BigInteger.One << 256);
        Assert.Equal(spec, RollingWindows.Spec(opens, SettlementRule.TimeWeightedAverage60Seconds));
    }
}
