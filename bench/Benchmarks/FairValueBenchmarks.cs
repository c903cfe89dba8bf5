using BenchmarkDotNet.Attributes;
using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Benchmarks;

/// <summary>One evaluation of each model, over 1 024 different states so that no branch is learnt.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class FairValueBenchmarks
{
    private const int States = 1_024;
    private const double Variance = 1e-8;

    private static readonly JumpParameters Jumps = new(Variance, 0.01, 0, 0.001);

    private readonly AverageState[] _states = new AverageState[States];

    [GlobalSetup]
    public void Setup()
    {
        var random = new DeterministicRandom(1);
        for (var index = 0; index < States; index++)
        {
            var observed = Math.Max(0, random.NextInt32(120) - 60);
            _states[index] = new AverageState(
                60_000 + (20 * random.NextNormal()), 60_000, 60, observed, observed * (60_000 + (5 * random.NextNormal())), observed > 0 ? 1 : 240 * random.NextDouble(), 1);
        }
    }

    [Benchmark(OperationsPerInvoke = States)]
    public double ProbabilityOfTheAverage()
    {
        var sum = 0.0;
        foreach (ref readonly var state in _states.AsSpan())
        {
            sum += AverageProbability.Up(state, Variance, 0);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = States)]
    public double ProbabilityWithJumps()
    {
        var sum = 0.0;
        foreach (ref readonly var state in _states.AsSpan())
        {
            sum += JumpProbability.Up(state.Price, state.Strike, 300, Jumps, 0).Up;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = States)]
    public double NormalDistributionFunction()
    {
        var sum = 0.0;
        foreach (ref readonly var state in _states.AsSpan())
        {
            sum += NormalDistribution.Cumulative((state.Price - state.Strike) / 20);
        }

        return sum;
    }
}
