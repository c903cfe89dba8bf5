using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Parameters;

public sealed class ParameterBookTests
{
    [Fact]
    public void A_set_of_the_series_beats_one_for_all_and_one_of_the_market_beats_both()
    {
        var harness = new EngineHarness(ready: false);
        Change(harness, ParameterScope.Series, "btc-5m", 20);
        Change(harness, ParameterScope.All, "", 30);
        Change(harness, ParameterScope.Series, "eth-5m", 40);
        Assert.Equal(Size.Shares(20), QuotedSize(harness));

        var particular = new EngineHarness(ready: false);
        Change(particular, ParameterScope.Market, particular.Spec.ConditionId, 15);
        Change(particular, ParameterScope.Series, "btc-5m", 20);
        Assert.Equal(Size.Shares(15), QuotedSize(particular));
    }

    [Fact]
    public void Taking_a_set_away_brings_back_the_one_below_it()
    {
        var harness = new EngineHarness(ready: false);
        Change(harness, ParameterScope.Series, "btc-5m", 20);
        harness.Do(e => harness.Engine.OnParameters(harness.Now, new ParameterChange { Scope = ParameterScope.Series, Key = "btc-5m" }, e));
        Assert.Equal(Size.Shares(10), QuotedSize(harness));
    }

    [Fact]
    public void A_window_is_traded_with_one_set_unless_the_change_is_at_once()
    {
        var harness = new EngineHarness();
        Change(harness, ParameterScope.All, "", 20);
        Assert.Equal(Size.Shares(10), harness.Quote().Size);

        var pressed = new EngineHarness();
        Change(pressed, ParameterScope.All, "", 20, atOnce: true);
        Assert.Equal(Size.Shares(20), pressed.Quote().Size);
    }

    [Fact]
    public void A_wrong_set_changes_nothing_and_is_told()
    {
        var harness = new EngineHarness(ready: false);
        var wrong = new ParameterChange
        {
            Scope = ParameterScope.All,
            Parameters = new StrategyParameters { Asymmetric = new AsymmetricOptions { ExitOffset = Price.Cents(9) } },
        };
        Assert.Contains("engine.asymmetric.exitOffset", wrong.Validate().Single(), StringComparison.Ordinal);
        Assert.Contains("key", new ParameterChange { Scope = ParameterScope.Series }.Validate().Single(), StringComparison.Ordinal);
        harness.Do(e => harness.Engine.OnParameters(harness.Now, wrong, e));
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.ParametersRefused);
        Assert.Equal(1, harness.Engine.Totals.RefusedInputs);
        Assert.Equal(Size.Shares(10), QuotedSize(harness));
    }

    [Fact]
    public void A_set_of_a_group_is_for_its_half_of_the_markets_only()
    {
        var specs = Enumerable.Range(0, 1_000).Select(EngineHarness.NewSpec).ToList();
        var b = specs.Count(spec => ParameterGroups.Of(spec) == ParameterGroup.B);
        Assert.InRange(b, 430, 570);

        foreach (var group in Enum.GetValues<ParameterGroup>())
        {
            var harness = new EngineHarness(ready: false, spec: specs.First(spec => ParameterGroups.Of(spec) == group));
            Change(harness, ParameterScope.All, "", 20, group: ParameterGroup.B);
            Assert.Equal(group, harness.View.Group);
            Assert.Equal(Size.Shares(group == ParameterGroup.B ? 20 : 10), QuotedSize(harness));
        }
    }

    [Theory]
    [InlineData("conservative")]
    [InlineData("balanced")]
    [InlineData("aggressive")]
    public void Every_preset_is_valid_and_knows_its_name(string name)
    {
        var preset = EnginePresets.Of(name)!;
        Assert.Equal(name, preset.Preset);
        Assert.Empty(preset.Validate());
    }

    [Fact]
    public void Unknown_presets_and_strategies_are_named_with_what_is_allowed()
    {
        Assert.Contains("balanced", new EngineOptions { Preset = "reckless" }.Validate().Single(), StringComparison.Ordinal);
        Assert.Contains("asymmetric", new EngineOptions { Strategy = "luck" }.Validate().Single(), StringComparison.Ordinal);
        Assert.Single(new EngineOptions { Strategy = " , " }.Validate());
        Assert.Empty(new EngineOptions { Strategy = "asymmetric, asymmetric" }.Validate());
    }

    private static Size QuotedSize(EngineHarness harness)
    {
        harness.MakeReady();
        return harness.Quote().Size;
    }

    private static void Change(
        EngineHarness harness, ParameterScope scope, string key, long entryShares, ParameterGroup? group = null, bool atOnce = false) =>
        harness.Do(e => harness.Engine.OnParameters(
            harness.Now,
            new ParameterChange
            {
                Scope = scope,
                Key = key,
                Group = group,
                AtOnce = atOnce,
                Parameters = new StrategyParameters { Asymmetric = new AsymmetricOptions { EntrySize = Size.Shares(entryShares) } },
            },
            e));
}
