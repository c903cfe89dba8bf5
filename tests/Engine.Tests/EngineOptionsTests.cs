using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Signals.Momentum;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests;

public sealed class EngineOptionsTests
{
    [Fact]
    public void The_defaults_are_allowed() => Assert.Empty(new EngineOptions().Validate());

    [Fact]
    public void A_bad_value_is_told_with_key_value_and_range()
    {
        var options = new EngineOptions
        {
            Asymmetric = new AsymmetricOptions { ExitOffset = Price.Cents(6) },
            Risk = new RiskOptions { MaximumConsecutiveLosses = 0 },
        };
        Assert.Equal(
            ["engine.asymmetric.exitOffset is 0.06; allowed is 0.03 to 0.05", "engine.risk.maximumConsecutiveLosses is 0; allowed is 1 to 1000"],
            options.Validate());
    }

    [Fact]
    public void Settings_of_the_signals_are_checked_too()
    {
        var options = new EngineOptions
        {
            Signals = new SignalOptions
            {
                FairValue = new FairValueOptions { Settlement = new SettlementOptions { Cadence = Duration.FromSeconds(7) } },
                Toxicity = new ToxicityOptions { ImbalanceCaution = 3 },
                Volatility = new VolatilityOptions { Floor = 0 },
                Momentum = new MomentumOptions { RelativeStrengthBars = 1 },
            },
        };
        Assert.Equal(
            [
                "engine.signals.volatility.floor is 0; allowed is 1E-07 to 0.01",
                "engine.signals.fairValue.settlement.cadence (rest of 60 s) is 4s; allowed is 0s to 0s",
                "engine.signals.toxicity.imbalanceHalt is 2.5; allowed is 3 to 100",
                "engine.signals.momentum.relativeStrengthBars is 1; allowed is 2 to 200",
            ],
            options.Validate());
    }

    [Fact]
    public void Phases_may_not_overtake_each_other()
    {
        var schedule = new PhaseSchedule { CloseOnly = Duration.FromSeconds(130) };
        var errors = new EngineOptions { Phases = new PhaseOptions { FiveMinutes = schedule } }.Validate();
        Assert.Equal(["engine.phases.fiveMinutes.closeOnly is 130s; allowed is 0s to 120s"], errors);
    }

    [Fact]
    public void The_engine_refuses_bad_settings() =>
        Assert.Throws<ArgumentException>(() => new TradingEngine(new EngineOptions { MaximumMarkets = 0 }));
}
