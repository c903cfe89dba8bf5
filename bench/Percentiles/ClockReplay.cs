using System.Diagnostics;

namespace PolyCloud.Bench.Percentiles;

/// <summary>Nothing but the two clock reads that every other row contains.</summary>
internal sealed class ClockReplay(int operations) : IReplay
{
    private readonly LatencySample _sample = new("clock alone, part of every row", operations * 10);

    public IReadOnlyList<LatencySample> Samples => [_sample];

    public void Reset()
    {
        // There is no state.
    }

    public void Run()
    {
        for (var operation = 0; operation < operations; operation++)
        {
            _sample.Stop(Stopwatch.GetTimestamp());
        }
    }
}
