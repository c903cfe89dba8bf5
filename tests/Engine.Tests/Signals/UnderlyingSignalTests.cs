using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals;

public sealed class UnderlyingSignalTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_200);

    [Fact]
    public void The_variance_per_second_does_not_depend_on_how_often_the_price_comes()
    {
        var dense = Volatility(Duration.FromMilliseconds(200));
        var sparse = Volatility(Duration.FromMilliseconds(1_700));
        Assert.InRange(dense.DeviationPerSecond / 0.0001, 0.9, 1.1);
        Assert.InRange(sparse.DeviationPerSecond / 0.0001, 0.8, 1.2);
    }

    [Fact]
    public void It_forgets_by_half_life()
    {
        var volatility = new EwmaVolatility(Duration.FromSeconds(10), Duration.FromSeconds(1));
        var price = 100.0;
        for (var second = 0; second <= 200; second++)
        {
            volatility.Observe(price, Start + Duration.FromSeconds(second));
            price *= second % 2 == 0 ? 1.001 : 1 / 1.001;
        }

        var moving = volatility.VariancePerSecond;
        for (var second = 201; second <= 211; second++)
        {
            volatility.Observe(price, Start + Duration.FromSeconds(second));
        }

        Assert.InRange(volatility.VariancePerSecond / moving, 0.45, 0.6);
    }

    [Fact]
    public void It_is_warm_only_after_its_span_and_ten_returns()
    {
        var volatility = new EwmaVolatility(Duration.FromSeconds(60), Duration.FromSeconds(30));
        for (var second = 0; second < 30; second++)
        {
            volatility.Observe(100, Start + Duration.FromSeconds(second));
        }

        Assert.False(volatility.IsWarm);
        volatility.Observe(100, Start + Duration.FromSeconds(30));
        Assert.True(volatility.IsWarm);
        var sparse = new EwmaVolatility(Duration.FromSeconds(60), Duration.FromSeconds(30));
        sparse.Observe(100, Start);
        sparse.Observe(100, Start + Duration.FromSeconds(60));
        Assert.False(sparse.IsWarm);
    }

    [Fact]
    public void A_price_never_seen_is_infinitely_old()
    {
        var signal = new UnderlyingSignal("btc", new SignalOptions());
        Assert.Equal(Reason.OracleStale, signal.Verdict(Start));
        Assert.True(signal.NextChange(Start).IsNever);
    }

    [Fact]
    public void Only_the_oracles_spot_makes_it_fresh()
    {
        var signal = Warm(out var now);
        Assert.Equal(Reason.None, signal.Verdict(now));
        var late = now + Duration.FromSeconds(6);
        Observe(signal, late, 60_000, OracleSource.Exchange);
        Observe(signal, late, 60_000, OracleSource.TimeWeightedAverage60Seconds);
        Assert.Equal(Reason.OracleStale, signal.Verdict(late));
    }

    [Fact]
    public void Its_age_counts_from_the_feeds_own_timestamp()
    {
        var signal = Warm(out var now);
        var late = now + Duration.FromSeconds(4);
        signal.Observe(late, new OracleTick(OracleSource.Spot, new OraclePrice(60_000 * OraclePrice.Scale), now + Duration.FromMilliseconds(100)));
        Assert.Equal(Reason.None, signal.Verdict(now + Duration.FromMilliseconds(5_100)));
        Assert.Equal(Reason.OracleStale, signal.Verdict(now + Duration.FromMilliseconds(5_101)));
    }

    [Fact]
    public void An_ordinary_move_is_no_breakout_and_a_great_one_pauses_for_fifteen_seconds()
    {
        var signal = Warm(out var now);
        now += Duration.FromSeconds(1);
        Observe(signal, now, 60_002);
        Assert.Equal(Reason.None, signal.Verdict(now));
        now += Duration.FromSeconds(1);
        Observe(signal, now, 60_200);
        Assert.Equal(Reason.BreakoutInUnderlying, signal.Verdict(now));
        var last = now;
        for (var second = 1; second <= 15; second++)
        {
            now = last + Duration.FromSeconds(second);
            Observe(signal, now, 60_200);
        }

        // The return over ten seconds stays great for ten seconds, so the pause runs from the last breakout.
        Assert.Equal(Reason.BreakoutInUnderlying, signal.Verdict(now));
    }

    [Fact]
    public void A_breakout_of_the_direct_exchange_price_pauses_too()
    {
        var signal = Warm(out var now, OracleSource.Exchange);
        now += Duration.FromMilliseconds(500);
        Observe(signal, now, 60_300, OracleSource.Exchange);
        Assert.Equal(Reason.BreakoutInUnderlying, signal.Verdict(now));
    }

    [Fact]
    public void A_fixed_threshold_works_besides_the_deviations()
    {
        var signal = Warm(out var now, OracleSource.Spot, new SignalOptions { BreakoutDeviations = 100, BreakoutFixedReturn = 0.0005 });
        now += Duration.FromSeconds(1);
        Observe(signal, now, 60_020);
        Assert.Equal(Reason.None, signal.Verdict(now));
        now += Duration.FromSeconds(1);
        Observe(signal, now, 60_040);
        Assert.Equal(Reason.BreakoutInUnderlying, signal.Verdict(now));
    }

    [Fact]
    public void Prices_of_zero_and_from_the_future_are_refused()
    {
        var signal = new UnderlyingSignal("btc", new SignalOptions());
        Assert.False(signal.Observe(Start, new OracleTick(OracleSource.Spot, default, Start)));
        Assert.False(signal.Observe(Start, new OracleTick(OracleSource.Spot, new OraclePrice(OraclePrice.Scale), Start + Duration.FromSeconds(3))));
        Assert.False(signal.Observe(Start, new OracleTick((OracleSource)9, new OraclePrice(OraclePrice.Scale), Start)));
    }

    [Fact]
    public void The_micro_price_leans_away_from_the_heavier_side()
    {
        Assert.Equal(0.515, MicroPrice.Of(Price.Cents(50), Size.Shares(300), Price.Cents(52), Size.Shares(100)), 12);
        Assert.True(MicroPrice.LiesAboveMid(Size.Shares(300), Size.Shares(100)));
        Assert.False(MicroPrice.LiesAboveMid(Size.Shares(100), Size.Shares(100)));
    }

    private static EwmaVolatility Volatility(Duration spacing)
    {
        var random = new DeterministicRandom(5);
        var volatility = new EwmaVolatility(Duration.FromSeconds(300), Duration.FromSeconds(30));
        var logPrice = 0.0;
        for (var number = 0; number < 5_000; number++)
        {
            logPrice += random.NextNormal() * 0.0001 * Math.Sqrt(spacing.TotalSeconds);
            volatility.Observe(60_000 * Math.Exp(logPrice), Start + (spacing * number));
        }

        return volatility;
    }

    private static UnderlyingSignal Warm(out Timestamp now, OracleSource also = OracleSource.Spot, SignalOptions? options = null)
    {
        var signal = new UnderlyingSignal("btc", options ?? new SignalOptions());
        now = Start;
        for (var second = 0; second < 60; second++)
        {
            now = Start + Duration.FromSeconds(second);
            Observe(signal, now, 60_000 + (second % 3), OracleSource.Spot);
            if (also != OracleSource.Spot)
            {
                Observe(signal, now, 60_000 + (second % 3), also);
            }
        }

        return signal;
    }

    private static void Observe(UnderlyingSignal signal, Timestamp now, int dollars, OracleSource source = OracleSource.Spot) =>
        signal.Observe(now, new OracleTick(source, new OraclePrice(dollars * OraclePrice.Scale), now));
}
