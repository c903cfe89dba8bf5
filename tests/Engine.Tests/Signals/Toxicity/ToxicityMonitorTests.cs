using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals.Toxicity;

public sealed class ToxicityMonitorTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_200);
    private static readonly ToxicityOptions Options = new();

    [Fact]
    public void A_calm_market_is_normal() =>
        Assert.Equal(ToxicityRegime.Normal, new ToxicityMonitor(Options).Regime(Start, null, 0.0001));

    [Fact]
    public void A_fast_move_halts_for_a_known_time_and_then_lets_go_by_itself()
    {
        var monitor = new ToxicityMonitor(Options);
        var halted = monitor.Regime(Start + Duration.FromSeconds(4), Start, 0);
        Assert.Equal(ToxicityLevel.MicroHalt, halted.Level);
        Assert.Equal(Reason.FastMove, halted.Reason);
        Assert.Equal(0, halted.SizePercent);
        Assert.Equal(Start + Options.HaltLength, halted.Until);
        Assert.Equal(ToxicityRegime.Normal, monitor.Regime(halted.Until, Start, 0));
    }

    [Fact]
    public void High_variance_halves_the_size()
    {
        var regime = new ToxicityMonitor(Options).Regime(Start, null, Options.CautionDeviationPerSecond * 1.01);
        Assert.Equal(ToxicityRegime.Caution(50, Reason.FastMove), regime);
        Assert.Equal(ToxicityRegime.Normal, new ToxicityMonitor(Options with { CautionDeviationPerSecond = 0 }).Regime(Start, null, 1));
    }

    [Fact]
    public void An_imbalance_beyond_two_and_a_half_deviations_halts_and_one_beyond_two_shrinks()
    {
        var monitor = new ToxicityMonitor(Options);
        var now = Balanced(monitor, Start);

        // Mean 0, the least deviation of 0.1: 0.22 is 2.2 of them, 0.3 is 3.
        monitor.ObserveBook(now, Size.Shares(122), Size.Shares(78));
        Assert.Equal(ToxicityRegime.Caution(50, Reason.OrderImbalance), monitor.Regime(now, null, 0));
        now += Options.ImbalanceSpacing;
        monitor.ObserveBook(now, Size.Shares(68), Size.Shares(132));
        Assert.Equal(ToxicityRegime.MicroHalt(now + Options.HaltLength, Reason.OrderImbalance), monitor.Regime(now, null, 0));
    }

    [Fact]
    public void An_imbalance_is_compared_only_once_all_samples_are_there_and_not_oftener_than_its_spacing()
    {
        var score = new ImbalanceScore(10, Duration.FromSeconds(1));
        for (var sample = 0; sample < 10; sample++)
        {
            Assert.True(score.Observe(Start + Duration.FromSeconds(sample), Size.Shares(100), Size.Shares(100)));
            Assert.False(score.Observe(Start + Duration.FromSeconds(sample) + Duration.FromMilliseconds(999), Size.Shares(900), Size.Shares(1)));
            Assert.Null(score.Value);
        }

        Assert.True(score.Observe(Start + Duration.FromSeconds(10), Size.Shares(150), Size.Shares(50)));
        Assert.Equal(5, score.Value!.Value, 9);
    }

    [Fact]
    public void The_imbalance_score_is_the_sample_against_mean_and_deviation_of_those_before_it()
    {
        var random = new DeterministicRandom(9);
        var score = new ImbalanceScore(50, Duration.FromSeconds(1));
        List<double> seen = [];
        for (var sample = 0; sample < 400; sample++)
        {
            var bids = Size.Shares(1 + random.NextInt32(1_000));
            var asks = Size.Shares(1 + random.NextInt32(1_000));
            score.Observe(Start + Duration.FromSeconds(sample), bids, asks);
            var imbalance = (double)(bids - asks).Units / (bids + asks).Units;
            if (seen.Count >= 50)
            {
                var last = seen.TakeLast(50).ToList();
                var mean = last.Average();
                Assert.Equal((imbalance - mean) / Math.Sqrt(last.Average(value => (value - mean) * (value - mean))), score.Value!.Value, 6);
            }

            seen.Add(imbalance);
        }
    }

    [Fact]
    public void Volume_that_goes_one_way_shrinks_and_then_halts()
    {
        var options = Options with { BucketVolume = Size.Shares(100), Buckets = 4 };
        var monitor = new ToxicityMonitor(options);
        for (var trade = 0; trade < 8; trade++)
        {
            monitor.ObserveTrade(Start, Size.Shares(50), trade % 2 == 0);
        }

        Assert.Equal(ToxicityRegime.Normal, monitor.Regime(Start, null, 0));
        monitor.ObserveTrade(Start, Size.Shares(300), upward: true);
        Assert.Equal(ToxicityRegime.Caution(50, Reason.OneSidedVolume), monitor.Regime(Start, null, 0));
        monitor.ObserveTrade(Start, Size.Shares(99), upward: true);
        Assert.Equal(ToxicityLevel.Caution, monitor.Regime(Start, null, 0).Level);
        monitor.ObserveTrade(Start, Size.Shares(1), upward: true);
        Assert.Equal(ToxicityRegime.MicroHalt(Start + options.HaltLength, Reason.OneSidedVolume), monitor.Regime(Start, null, 0));
    }

    [Fact]
    public void The_one_sidedness_of_buckets_is_what_a_plain_count_gives()
    {
        var random = new DeterministicRandom(10);
        var buckets = new VolumeBuckets(Size.Shares(10), 5);
        List<int> shares = [];
        for (var trade = 0; trade < 500; trade++)
        {
            var size = 1 + random.NextInt32(25);
            var upward = random.Chance(0.6);
            buckets.Observe(Size.Shares(size), upward);
            shares.AddRange(Enumerable.Repeat(upward ? 1 : -1, size));
            var full = shares.Chunk(10).Where(chunk => chunk.Length == 10).TakeLast(5).ToList();
            Assert.Equal(full.Count == 5, buckets.Value.HasValue);
            Assert.Equal(full.Count == 5 ? full.Sum(chunk => Math.Abs(chunk.Sum())) / 50.0 : 0, buckets.Value.GetValueOrDefault(), 12);
        }
    }

    [Fact]
    public void Own_fills_that_lose_shrink_and_then_halt_after_each_further_one()
    {
        var monitor = new ToxicityMonitor(Options);
        monitor.ObserveMarkOut(Start, -0.02, Size.Shares(40));
        Assert.Equal(ToxicityRegime.Normal, monitor.Regime(Start, null, 0));
        monitor.ObserveMarkOut(Start, -0.02, Size.Shares(40));
        Assert.Equal(ToxicityRegime.Caution(50, Reason.AdverseMarkOuts), monitor.Regime(Start, null, 0));
        monitor.ObserveMarkOut(Start, -0.08, Size.Shares(50));
        Assert.Equal(Reason.AdverseMarkOuts, monitor.Regime(Start, null, 0).Reason);
        Assert.Equal(ToxicityLevel.MicroHalt, monitor.Regime(Start, null, 0).Level);
        var later = Start + Duration.FromSeconds(60);
        monitor.ObserveMarkOut(later, 0.001, Size.Shares(5));
        Assert.Equal(ToxicityLevel.Caution, monitor.Regime(later, null, 0).Level);
        monitor.ObserveMarkOut(later, 0.05, Size.Shares(500));
        Assert.Equal(ToxicityRegime.Normal, monitor.Regime(later, null, 0));
    }

    [Fact]
    public void The_weight_of_a_fill_halves_with_every_half_life_of_shares()
    {
        var mean = new MarkOutMean(Size.Shares(100));
        mean.Observe(0.06, Size.Shares(50));
        mean.Observe(0, Size.Shares(100));
        Assert.Equal(0.06 * 25 / 125, mean.Value!.Value, 12);
    }

    [Fact]
    public void A_halt_never_shortens_a_longer_one()
    {
        var monitor = new ToxicityMonitor(Options);
        var now = Balanced(monitor, Start);
        monitor.ObserveBook(now, Size.Shares(1_000), Size.Shares(1));
        var regime = monitor.Regime(now, now - Duration.FromSeconds(1), 0);
        Assert.Equal(now + Options.HaltLength, regime.Until);
        Assert.Equal(Reason.OrderImbalance, regime.Reason);
    }

    private static Timestamp Balanced(ToxicityMonitor monitor, Timestamp now)
    {
        for (var sample = 0; sample < Options.ImbalanceSamples; sample++)
        {
            monitor.ObserveBook(now, Size.Shares(100), Size.Shares(100));
            now += Options.ImbalanceSpacing;
        }

        return now;
    }
}
