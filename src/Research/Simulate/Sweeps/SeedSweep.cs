using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace PolyCloud.Research.Simulate.Sweeps;

/// <summary>Many seeds, each on one thread from its beginning to its end, several at a time.</summary>
public sealed class SeedSweep(SeedRange seeds, int threads, Func<ulong, SimulationOptions> optionsOf)
{
    private readonly ConcurrentQueue<ulong> _left = new(All(seeds));
    private readonly Lock _gate = new();
    private ExceptionDispatchInfo? _failure;
    private volatile bool _isStopped;

    /// <summary>Every seed is run a second time, and its trace hash has to be the same.</summary>
    public bool Twice { get; init; }

    /// <summary>Runs them; each result is handed over as it comes, one at a time. False from the receiver ends the sweep early.</summary>
    public SweepReport Run(Func<SimulationResult, bool> received)
    {
        var report = new SweepReport();
        var workers = new Thread[threads];
        for (var index = 0; index < threads; index++)
        {
            workers[index] = new Thread(() => Work(report, received)) { Name = $"simulation {index}" };
            workers[index].Start();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }

        _failure?.Throw();
        return report;
    }

    private static IEnumerable<ulong> All(SeedRange seeds)
    {
        for (var seed = seeds.First; seed <= seeds.Last; seed++)
        {
            yield return seed;
        }
    }

    private void Work(SweepReport report, Func<SimulationResult, bool> received)
    {
        while (!_isStopped && _left.TryDequeue(out var seed))
        {
            try
            {
                var result = RunOne(seed);
                var repeats = !Twice || RunOne(seed).TraceHash == result.TraceHash;
                lock (_gate)
                {
                    report.Add(result, repeats);
                    _isStopped |= !received(result);
                }
            }
            catch (Exception defect)
            {
                // The simulation itself is broken: nothing of it can be believed.
                _failure = ExceptionDispatchInfo.Capture(new InvalidOperationException($"The simulation of seed {seed} itself failed: {defect.Message}", defect));
                _isStopped = true;
            }
        }
    }

    private SimulationResult RunOne(ulong seed)
    {
        using var run = new SimulationRun(optionsOf(seed));
        return run.Run();
    }
}
