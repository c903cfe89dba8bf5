using PolyCloud.Engine.Effects;

namespace PolyCloud.Dashboard.Words;

public sealed class AdviceTests
{
    [Theory]
    [InlineData(Reason.ManualHalt)]
    [InlineData(Reason.DailyLossLimit)]
    [InlineData(Reason.PortfolioDrawdown)]
    [InlineData(Reason.InvariantBroken)]
    [InlineData(Reason.OracleStale)]
    [InlineData(Reason.HeartbeatMissed)]
    [InlineData(Reason.LeaseLost)]
    [InlineData(Reason.StateStoreUnavailable)]
    public void Whatever_can_stop_everything_says_what_to_do(Reason reason) => Assert.NotEmpty(Advice.Of(reason));
}
