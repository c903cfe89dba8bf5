using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals;

/// <summary>The signals as the engine feeds them.</summary>
public sealed class MarketSignalsTests
{
    [Fact]
    public void A_warm_market_with_its_strike_has_a_fair_value()
    {
        var harness = Priced();
        var view = harness.Engine.SignalsOf(harness.Market);
        Assert.Equal(Reason.None, view.OpeningReason);
        Assert.InRange(view.FairValue.UpProbability, 0.3, 0.7);
        Assert.Equal(50, view.SizePercent);
        Assert.Equal(Reason.FastPriceStale, view.Oracle.Warning);
        Assert.True(view.Volatility.IsWarm);
        Assert.NotNull(view.Momentum.RelativeStrength);
    }

    [Fact]
    public void A_price_to_beat_that_contradicts_the_stream_halts_the_market_and_cancels()
    {
        var harness = Priced();
        harness.Book(48, 52);
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, harness.Market, Dollars(60_000), e));
        Assert.Equal(Reason.None, harness.View.Halt);
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, harness.Market, Dollars(60_001), e));
        Assert.Equal(Reason.SettlementMismatch, harness.View.Halt);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Note && effect.Reason == Reason.SettlementMismatch);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.CancelMarket);
        Assert.Equal(Reason.SettlementMismatch, harness.Engine.SignalsOf(harness.Market).OpeningReason);
    }

    [Fact]
    public void A_stream_that_contradicts_an_earlier_price_to_beat_halts_the_market()
    {
        var harness = new EngineHarness();
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, harness.Market, Dollars(60_001), e));
        Assert.Equal(Reason.None, harness.View.Halt);
        var strike = new OracleTick(OracleSource.TimeWeightedAverage60Seconds, Dollars(60_000), EngineHarness.Opens);
        harness.Do(e => harness.Engine.OnOracle(harness.Now, "btc", strike, e));
        Assert.Equal(Reason.SettlementMismatch, harness.View.Halt);
    }

    [Fact]
    public void A_price_to_beat_of_an_unknown_market_is_refused()
    {
        var harness = Priced();
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, new MarketId(9), Dollars(60_000), e));
        Assert.Equal(1, harness.Engine.Totals.RefusedInputs);
    }

    [Fact]
    public void One_sided_trades_reach_the_regime()
    {
        var harness = Priced();
        var print = new TradePrint(Outcome.Down, Side.Sell, Price.Cents(50), Size.Shares(10_000), harness.Now);
        harness.Do(e => harness.Engine.OnTrade(harness.Now, harness.Market, print, e));
        var regime = harness.Engine.SignalsOf(harness.Market).Toxicity;
        Assert.Equal(ToxicityLevel.MicroHalt, regime.Level);
        Assert.Equal(Reason.OneSidedVolume, regime.Reason);
        Assert.Equal(harness.Now + new ToxicityOptions().HaltLength, regime.Until);
    }

    [Fact]
    public void Trades_both_ways_cancel_whichever_token_they_are_of()
    {
        var harness = Priced();
        for (var trade = 0; trade < 400; trade++)
        {
            var print = new TradePrint(Outcome.Down, trade % 2 == 0 ? Side.Sell : Side.Buy, Price.Cents(50), Size.Shares(25), harness.Now);
            harness.Do(e => harness.Engine.OnTrade(harness.Now, harness.Market, print, e));
        }

        Assert.Equal(ToxicityRegime.Normal, harness.Engine.SignalsOf(harness.Market).Toxicity);
    }

    [Fact]
    public void A_book_that_tips_over_reaches_the_regime()
    {
        var harness = Priced();
        for (var sample = 0; sample < 60; sample++)
        {
            harness.Book(48, 52, 100, 100);
            harness.Wait(Duration.FromMilliseconds(500));
        }

        Assert.Equal(ToxicityRegime.Normal, harness.Engine.SignalsOf(harness.Market).Toxicity);
        harness.Book(48, 52, 2_000, 100);
        harness.Wait(Duration.FromMilliseconds(500));
        harness.Book(48, 52, 2_000, 100);
        Assert.Equal(Reason.OrderImbalance, harness.Engine.SignalsOf(harness.Market).Toxicity.Reason);
        harness.Wait(new ToxicityOptions().HaltLength);
        Assert.NotEqual(ToxicityLevel.MicroHalt, harness.Engine.SignalsOf(harness.Market).Toxicity.Level);
    }

    [Fact]
    public void A_jump_of_the_underlying_is_a_fast_move_for_every_market_on_it()
    {
        var harness = Priced();
        harness.Wait(Duration.FromMilliseconds(500), feeds: false);
        harness.Oracle(60_200);
        Assert.Equal(Reason.FastMove, harness.Engine.SignalsOf(harness.Market).Toxicity.Reason);
    }

    [Fact]
    public void A_fill_that_the_mid_runs_away_from_reaches_the_regime()
    {
        var harness = Priced(new EngineOptions { Signals = new SignalOptions { Toxicity = new ToxicityOptions { MarkOutHalfLife = Size.Shares(5) } } });
        var place = harness.Quote();
        harness.Report(place.Intent, OrderReportKind.Live);
        harness.Fill(place);
        harness.Book(40, 44);
        harness.Wait(Duration.FromSeconds(5));
        Assert.Equal(Reason.AdverseMarkOuts, harness.Engine.SignalsOf(harness.Market).Toxicity.Reason);
    }

    [Fact]
    public void The_venues_word_on_scoring_is_kept_and_moves_no_order()
    {
        var harness = Priced();
        var place = harness.Quote();
        harness.Report(place.Intent, OrderReportKind.Live);
        harness.Do(e => harness.Engine.OnOrderScoring(harness.Now, place.Intent, isScoring: false, e));
        Assert.Empty(harness.Last);
        Assert.Equal(ScoringState.NotScoring, harness.Engine.ScoringOf(place.Intent));
        harness.Do(e => harness.Engine.OnOrderScoring(harness.Now, new IntentId(99), isScoring: true, e));
        Assert.Equal(ScoringState.Unknown, harness.Engine.ScoringOf(new IntentId(99)));
        Assert.Equal(1, harness.Engine.Totals.RefusedInputs);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var harness = Priced();
        _ = harness.Engine.SignalsOf(harness.Market);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var read = 0; read < 1_000; read++)
        {
            _ = harness.Engine.SignalsOf(harness.Market);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Two minutes of prices, the strike at the open, twenty seconds of the window.
    private static EngineHarness Priced(EngineOptions? options = null)
    {
        var harness = new EngineHarness(options);
        var strike = new OracleTick(OracleSource.TimeWeightedAverage60Seconds, Dollars(60_000), EngineHarness.Opens);
        harness.Do(e => harness.Engine.OnOracle(harness.Now, "btc", strike, e));
        harness.Wait(Duration.FromSeconds(30));
        return harness;
    }

    private static OraclePrice Dollars(int dollars) => new(dollars * OraclePrice.Scale);
}
