using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class RiskOptionsTests
{
    private const long Million = 1_000_000;

    [Fact]
    public void Limits_in_shares_are_refused_by_name_just_outside_their_range()
    {
        AssertBounds("maximumNetExposure", units => new() { MaximumNetExposure = new Size(units) }, 0, 10 * Million * Million);
        AssertBounds("maximumBotNetExposure", units => new() { MaximumBotNetExposure = new Size(units) }, 0, 10 * Million * Million);
        AssertBounds("maximumGrossExposure", units => new() { MaximumGrossExposure = new Size(units) }, 0, 100 * Million * Million);
        AssertBounds("maximumOrderSize", units => new() { MaximumOrderSize = new Size(units) }, 0, 10 * Million * Million);
    }

    [Fact]
    public void Limits_in_money_are_refused_by_name_just_outside_their_range()
    {
        AssertBounds("maximumOpenNotional", micros => new() { MaximumOpenNotional = new Money(micros) }, 0, 10 * Million * Million);
        AssertBounds("maximumTotalOpenNotional", micros => new() { MaximumTotalOpenNotional = new Money(micros) }, 0, 100 * Million * Million);
        AssertBounds("botCapital", micros => new() { BotCapital = new Money(micros) }, Million, 100 * Million * Million);
        AssertBounds("capital", micros => new() { Capital = new Money(micros) }, Million, 100 * Million * Million);
        AssertBounds("maximumMarketNotional", micros => new() { MaximumMarketNotional = new Money(micros) }, 0, 10 * Million * Million);
        AssertBounds("maximumTotalNotional", micros => new() { MaximumTotalNotional = new Money(micros) }, 0, 100 * Million * Million);
        AssertBounds("maximumDailyLoss", micros => new() { MaximumDailyLoss = new Money(micros) }, 10_000, Million * Million);
        Assert.Equal(["engine.risk.middleZoneEdge is 0.5001; allowed is 0 to 0.5"], Errors(new() { MiddleZoneEdge = new Price(5_001) }));
    }

    [Fact]
    public void Brakes_are_refused_by_name_just_outside_their_range()
    {
        AssertBounds("maximumConsecutiveLosses", count => new() { MaximumConsecutiveLosses = (int)count }, 1, 1_000);
        AssertBounds("consecutiveLossPause", micros => new() { ConsecutiveLossPause = new Duration(micros) }, Million, 604_800 * Million);
        AssertBreaker("dailyLossPercent", count => new() { DailyLossPercent = (int)count }, 1, 100);
        AssertBreaker("botDrawdownPercent", count => new() { BotDrawdownPercent = (int)count }, 1, 100);
        AssertBreaker("portfolioDrawdownPercent", count => new() { PortfolioDrawdownPercent = (int)count }, 1, 100);
        AssertBreaker("venueErrors", count => new() { VenueErrors = (int)count }, 1, 64);
        AssertBreaker("venueErrorSpan", micros => new() { VenueErrorSpan = new Duration(micros) }, Million, 3_600 * Million);
        AssertBreaker("rejectPercent", count => new() { RejectPercent = (int)count }, 1, 100);
        AssertBreaker("venuePause", micros => new() { VenuePause = new Duration(micros) }, Million, 3_600 * Million);
        AssertBreaker("venueQuietSpell", micros => new() { VenueQuietSpell = new Duration(micros) }, Million, 86_400 * Million);
    }

    private static void AssertBreaker(string key, Func<long, BreakerOptions> with, long low, long high) =>
        AssertBounds("breakers." + key, value => new() { Breakers = with(value) }, low, high);

    private static void AssertBounds(string key, Func<long, RiskOptions> with, long low, long high)
    {
        Assert.Empty(Errors(with(low)));
        Assert.Empty(Errors(with(high)));
        Assert.StartsWith($"engine.risk.{key} is ", Assert.Single(Errors(with(low - 1))), StringComparison.Ordinal);
        Assert.StartsWith($"engine.risk.{key} is ", Assert.Single(Errors(with(high + 1))), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Errors(RiskOptions risk) => new EngineOptions { Risk = risk }.Validate();
}
