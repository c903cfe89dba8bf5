using PolyCloud.Engine;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Research.Tests.InProcess;

public sealed class HotPathWarmUpTests
{
    [Fact]
    public void The_warm_up_goes_all_the_way_to_signed_orders_whatever_the_limits()
    {
        var (took, orders) = HotPathWarmUp.Run(new EngineOptions());
        Assert.True(orders > 0);
        Assert.True(took < TimeSpan.FromSeconds(60), took.ToString());
    }
}
