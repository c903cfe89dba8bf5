using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Parameters;

/// <summary>Whole sets of settings to begin from; single settings are put on top.</summary>
public static class EnginePresets
{
    public static IReadOnlyList<string> Names { get; } = ["conservative", "balanced", "aggressive"];

    /// <summary>Null where there is no such preset. The defaults are the conservative ones.</summary>
    public static EngineOptions? Of(string name) => name switch
    {
        "conservative" => new EngineOptions(),
        "balanced" => new EngineOptions
        {
            Preset = name,
            Asymmetric = new AsymmetricOptions { EntrySize = Size.Shares(25), MaximumPositionLoss = new Money(2_500_000) },
            Risk = new RiskOptions
            {
                MaximumNetExposure = Size.Shares(150),
                MaximumBotNetExposure = Size.Shares(150),
                MaximumGrossExposure = Size.Shares(1_500),
                MaximumMarketNotional = Money.Dollars(150),
                MaximumTotalNotional = Money.Dollars(600),
                MaximumOpenNotional = Money.Dollars(300),
                MaximumTotalOpenNotional = Money.Dollars(1_200),
                BotCapital = Money.Dollars(600),
                Capital = Money.Dollars(2_000),
                MaximumDailyLoss = Money.Dollars(60),
            },
            Orders = new() { QueueFront = Size.Shares(50) },
        },
        "aggressive" => new EngineOptions
        {
            Preset = name,
            Asymmetric = new AsymmetricOptions { EntrySize = Size.Shares(100), MaximumPositionLoss = Money.Dollars(10), UnwindSizePercent = 100 },
            Risk = new RiskOptions
            {
                MaximumNetExposure = Size.Shares(500),
                MaximumBotNetExposure = Size.Shares(500),
                MaximumGrossExposure = Size.Shares(5_000),
                MaximumMarketNotional = Money.Dollars(500),
                MaximumTotalNotional = Money.Dollars(2_500),
                MaximumOpenNotional = Money.Dollars(1_000),
                MaximumTotalOpenNotional = Money.Dollars(5_000),
                BotCapital = Money.Dollars(2_500),
                Capital = Money.Dollars(5_000),
                MaximumDailyLoss = Money.Dollars(250),
            },
            Orders = new() { QueueFront = Size.Shares(200), QueueWorthTicks = 2 },
        },
        _ => null,
    };
}
