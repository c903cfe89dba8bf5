using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class LiveSettingsTests
{
    [Fact]
    public void A_first_day_risks_little()
    {
        var risk = new LiveSettings().Limit(new EngineOptions()).Risk;
        Assert.Equal(
            (Money.Dollars(25), Money.Dollars(25), Money.Dollars(2), Size.Shares(5)),
            (risk.MaximumTotalNotional, risk.MaximumMarketNotional, risk.MaximumDailyLoss, risk.MaximumOrderSize));
    }

    [Fact]
    public void Engine_limits_set_higher_are_lowered_and_lower_ones_stay()
    {
        var set = new EngineOptions { Risk = new RiskOptions { MaximumTotalNotional = Money.Dollars(100_000), MaximumMarketNotional = Money.Dollars(3), MaximumDailyLoss = Money.Dollars(1) } };
        var risk = new LiveSettings { Capital = Money.Dollars(50) }.Limit(set).Risk;
        Assert.Equal((Money.Dollars(50), Money.Dollars(3), Money.Dollars(1)), (risk.MaximumTotalNotional, risk.MaximumMarketNotional, risk.MaximumDailyLoss));
    }

    [Fact]
    public void Limits_out_of_range_are_named()
    {
        var errors = new List<string>();
        new LiveSettings { Capital = Money.Zero, OrderSize = Size.Zero, DailyLoss = Money.Zero }.Validate(errors);
        Assert.Equal(["live.capital", "live.orderSize", "live.dailyLoss"], errors.Select(error => error.Split(' ')[0]));
    }
}
