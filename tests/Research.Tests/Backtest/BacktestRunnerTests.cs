using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Sources;
using PolyCloud.Research.Tests.Replay;

namespace PolyCloud.Research.Tests.Backtest;

public sealed class BacktestRunnerTests(GeneratedBacktest backtest) : IClassFixture<GeneratedBacktest>
{
    [Fact]
    public void The_golden_hash_is_the_same_on_one_core_and_on_two() =>
        Assert.Equal(backtest.Result.GoldenHash, GeneratedBacktest.Run(cores: 1).GoldenHash);

    [Fact]
    public void Orders_are_placed_and_some_are_filled()
    {
        var fills = backtest.Result.Windows.Sum(window => window.Assumed[(int)FillAssumption.Optimistic].Totals.Fills);
        Assert.True(fills > 0, "nothing was filled even under the kindest assumption");
        Assert.All(backtest.Result.Windows, window => Assert.True(window.Assumed[0].Totals.OrdersPlaced > 0, $"{window.Spec.Slug} placed nothing"));
    }

    [Fact]
    public void No_invariant_is_broken_and_no_input_is_refused() => Assert.All(Runs, run =>
    {
        Assert.Equal(0, run.Totals.InvariantBreaches);
        Assert.Equal(0, run.Totals.RefusedInputs);
    });

    [Fact]
    public void The_engines_result_is_that_of_plain_addition_to_the_cent() => Assert.All(Runs, run =>
    {
        Assert.NotNull(run.Settled);
        var difference = (run.Settled.Value - run.Totals.RealizedPnl).Magnitude;
        Assert.True(difference < new Money(5_000), $"cash says {run.Settled}, the engine {run.Totals.RealizedPnl}");
        Assert.Equal(run.Fees, run.Totals.Fees);
    });

    [Fact]
    public void A_cancelled_backtest_is_marked_partial_and_keeps_what_is_done()
    {
        using var stop = new CancellationTokenSource();
        var result = BacktestRunner.Run(new GeneratedWindows(7, 50), GeneratedBacktest.Options(1), _ => stop.Cancel(), stop.Token);
        Assert.True(result.IsPartial);
        Assert.InRange(result.Windows.Count, 1, 49);
    }

    private IEnumerable<AssumedResult> Runs => backtest.Result.Windows.SelectMany(static window => window.Assumed);
}

/// <summary>Three generated windows, run once.</summary>
public sealed class GeneratedBacktest
{
    public BacktestResult Result { get; } = Run(cores: 2);

    public static BacktestOptions Options(int cores) => new() { Engine = JournaledRun.Eager, Cores = cores };

    public static BacktestResult Run(int cores) => BacktestRunner.Run(new GeneratedWindows(7, 3), Options(cores), static _ => { }, CancellationToken.None);
}
