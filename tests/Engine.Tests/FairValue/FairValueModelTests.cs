using PolyCloud.Engine.Effects;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class FairValueModelTests
{
    private static readonly Timestamp Opens = EngineHarness.Opens;
    private static readonly Timestamp Closes = Opens + Duration.FromSeconds(300);

    private readonly UnderlyingSignal _underlying = new("btc", new SignalOptions());

    [Fact]
    public void An_unknown_rule_is_never_priced()
    {
        var model = Model(SettlementRule.Unknown);
        Ticks(-120, 10);
        Assert.Equal(Reason.SettlementRuleUnknown, Estimate(model, At(10)).Reason);
        Assert.False(Estimate(model, At(10)).IsValid);
    }

    [Fact]
    public void Before_the_open_and_until_the_strike_can_be_known_there_is_nothing()
    {
        var model = Model();
        Ticks(-120, -1);
        Assert.Equal(Reason.NotYetOpen, Estimate(model, At(-1)).Reason);
        Assert.Equal(Reason.NotYetOpen, Estimate(model, At(1)).Reason);
        Assert.Equal(Reason.StrikeUnknown, Estimate(model, Opens + Duration.FromMilliseconds(1_300)).Reason);
    }

    [Fact]
    public void The_strike_is_the_averages_own_value_at_the_open_and_no_neighbours()
    {
        var model = Model();
        Ticks(-120, 5);
        Average(-1, 59_999);
        Average(1, 60_001);
        Assert.Equal(Reason.StrikeUnknown, Estimate(model, At(5)).Reason);
        _ = model.ConfirmStrike(Dollars(60_000));
        Assert.True(Estimate(model, At(5)).IsValid);
        Assert.Equal(Dollars(60_000), model.Strike);
    }

    [Fact]
    public void Far_from_the_close_it_is_the_model_of_the_whole_average()
    {
        var model = Model();
        Ticks(-120, 60);
        Average(0, 60_001);
        var estimate = Estimate(model, At(60) + Duration.FromMilliseconds(1_300));
        Assert.Equal(240, estimate.SecondsLeft, 9);
        var last = PriceAt(60);
        var expected = AverageProbability.Up(new AverageState(last, 60_001, 60, 0, 0, 181, 1), Math.Pow(estimate.DeviationPerSecond, 2), 0);
        Assert.Equal(expected, estimate.UpProbability, 12);
        Assert.InRange(estimate.UpProbability * Price.Scale, estimate.UpFloor.Units, estimate.UpCeiling.Units);
        Assert.InRange(estimate.UpCeiling.Units - estimate.UpFloor.Units, 0, 1);
        Assert.Equal(Price.Scale, estimate.UpFloor.Units + estimate.DownCeiling.Units);
    }

    [Fact]
    public void Inside_the_last_minute_what_was_observed_is_fixed()
    {
        var model = Model();
        Ticks(-120, 280);
        Average(0, 60_001);
        var estimate = Estimate(model, At(281));
        var sum = Enumerable.Range(241, 40).Sum(PriceAt);
        var expected = AverageProbability.Up(new AverageState(PriceAt(280), 60_001, 60, 40, sum, 1, 1), Math.Pow(estimate.DeviationPerSecond, 2), 0);
        Assert.Equal(expected, estimate.UpProbability, 9);
        Assert.Equal(20, estimate.SecondsLeft, 9);
    }

    [Fact]
    public void With_the_last_observation_the_result_is_known_and_a_tie_is_up()
    {
        foreach (var (strike, up) in new[] { (60_000, 1.0), (60_001, 0.0) })
        {
            var underlying = new UnderlyingSignal("btc", new SignalOptions());
            var model = new FairValueModel(Spec(SettlementRule.TimeWeightedAverage60Seconds), underlying, new SignalOptions());
            for (var second = -120; second <= 300; second++)
            {
                underlying.Observe(At(second), new OracleTick(OracleSource.Spot, Dollars(60_000), At(second)));
            }

            underlying.Observe(At(300), new OracleTick(OracleSource.TimeWeightedAverage60Seconds, Dollars(strike), Opens));
            Assert.Equal(up, Estimate(model, At(301)).UpProbability);
        }
    }

    [Fact]
    public void A_long_gap_inside_the_averaged_minute_leaves_nothing_to_price_by()
    {
        var model = Model();
        Ticks(-120, 250);
        Ticks(260, 262);
        Average(0, 60_000);
        Assert.Equal(Reason.ObservationsMissing, Estimate(model, At(262)).Reason);
    }

    [Fact]
    public void Stale_prices_and_cold_volatility_are_told()
    {
        var model = Model();
        Ticks(-20, 1);
        Average(0, 60_000);
        Assert.Equal(Reason.VolatilityWarmingUp, Estimate(model, At(2)).Reason);
        Assert.Equal(Reason.OracleStale, Estimate(model, At(7)).Reason);
    }

    [Fact]
    public void A_contradicted_strike_ends_it()
    {
        var model = Model();
        Ticks(-120, 5);
        Average(0, 60_000);
        Assert.True(Estimate(model, At(5)).IsValid);
        Assert.Equal(Reason.None, model.ConfirmStrike(Dollars(60_000)));
        Assert.Equal(Reason.SettlementMismatch, model.ConfirmStrike(Dollars(60_002)));
        Assert.Equal(Reason.SettlementMismatch, Estimate(model, At(5)).Reason);
    }

    [Fact]
    public void A_stream_that_contradicts_what_the_market_told_before_is_told_once()
    {
        var model = Model();
        Ticks(-120, 5);
        Assert.Equal(Reason.None, model.ConfirmStrike(Dollars(60_002)));
        Assert.Equal(Reason.None, model.SeekStrike());
        Average(0, 60_000);
        Assert.Equal(Reason.SettlementMismatch, model.SeekStrike());
        Assert.Equal(Reason.None, model.SeekStrike());
        Assert.Equal(Reason.SettlementMismatch, model.Estimate(At(5)).Reason);
    }

    [Fact]
    public void Spot_settlement_takes_its_strike_from_the_spot_stream()
    {
        var model = Model(SettlementRule.Spot);
        Ticks(-120, 60);
        var estimate = Estimate(model, At(61));
        Assert.Equal(Dollars((int)PriceAt(0)), model.Strike);
        var expected = AverageProbability.Up(new AverageState(PriceAt(60), PriceAt(0), 1, 0, 0, 240, 1), Math.Pow(estimate.DeviationPerSecond, 2), 0);
        Assert.Equal(expected, estimate.UpProbability, 12);
    }

    [Fact]
    public void A_candle_is_priced_from_the_exchange_against_the_markets_price_to_beat_alone()
    {
        var model = Model(SettlementRule.ExchangeCandle);
        Ticks(-120, 60);
        Assert.Equal(Reason.StrikeUnknown, Estimate(model, At(60)).Reason);
        _ = model.ConfirmStrike(Dollars(60_000));
        Assert.Equal(Reason.OracleStale, Estimate(model, At(60)).Reason);
        _underlying.ObserveExchange(At(60), 60_020, At(60));
        var estimate = Estimate(model, At(60));
        Assert.Equal(240, estimate.SecondsLeft, 9);
        Assert.InRange(estimate.UpProbability, 0.5, 1);
        Assert.Equal(Reason.PhaseDone, Estimate(model, Closes).Reason);
    }

    [Fact]
    public void An_estimate_nobody_made_is_not_valid()
    {
        Assert.False(default(FairValueEstimate).IsValid);
        Assert.False(FairValueEstimate.None(Reason.None).IsValid);
        Assert.Equal(Reason.FairValueUnknown, new FairValueEstimate(double.NaN, 1, 1).Reason);
        Assert.Equal(Reason.FairValueUnknown, default(MarketSignalView).OpeningReason);
        Assert.Equal(0, default(MarketSignalView).SizePercent);
    }

    private FairValueModel Model(SettlementRule rule = SettlementRule.TimeWeightedAverage60Seconds) =>
        new(Spec(rule), _underlying, new SignalOptions());

    private static MarketSpec Spec(SettlementRule rule) => EngineHarness.NewSpec(0) with { Settlement = rule };

    private static FairValueEstimate Estimate(FairValueModel model, Timestamp now)
    {
        _ = model.SeekStrike();
        return model.Estimate(now);
    }

    private void Ticks(int from, int to)
    {
        for (var second = from; second <= to; second++)
        {
            _underlying.Observe(At(second), new OracleTick(OracleSource.Spot, Dollars((int)PriceAt(second)), At(second)));
        }
    }

    private void Average(int second, int dollars) =>
        _underlying.Observe(At(second), new OracleTick(OracleSource.TimeWeightedAverage60Seconds, Dollars(dollars), At(second)));

    // Whole dollars that wander a little.
    private static double PriceAt(int second) => 60_000 + ((second + 1_000) * 7_919L % 13) - 6;

    private static Timestamp At(int second) => Opens + Duration.FromSeconds(second);

    private static OraclePrice Dollars(int dollars) => new(dollars * OraclePrice.Scale);
}
