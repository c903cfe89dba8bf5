namespace PolyCloud.Research.Simulate.Sweeps;

/// <summary>
/// Makes a failing run smaller while the same invariant still breaks: first fewer windows, then fewer mishaps, in ever smaller parts
/// (delta debugging: Zeller and Hildebrandt 2002, complements only).
/// </summary>
public static class Minimizer
{
    /// <param name="failing">Options of a run that breaks an invariant.</param>
    /// <returns>Options of the smallest run found, and its result.</returns>
    /// <exception cref="ArgumentException">The run breaks nothing.</exception>
    public static (SimulationOptions Options, SimulationResult Result) Minimize(SimulationOptions failing)
    {
        var result = Run(failing);
        if (result.Breach is not { } breach)
        {
            throw new ArgumentException($"Seed {failing.Seed} breaks nothing.", nameof(failing));
        }

        var best = (Options: failing, Result: result);
        Parts(breach.Invariant, ref best);
        return best;
    }

    private static void Parts(string invariant, ref (SimulationOptions Options, SimulationResult Result) best)
    {
        var kept = best.Result.MishapNumbers.ToList();
        for (var parts = 2; kept.Count > 0;)
        {
            var size = Math.Max(1, (kept.Count + parts - 1) / parts);
            var isSmaller = false;
            for (var from = 0; from < kept.Count && !isSmaller; from += size)
            {
                List<int> rest = [.. kept.Take(from), .. kept.Skip(from + size)];
                if (Fails(best.Options with { Kept = rest.ToHashSet() }, invariant) is { } smaller)
                {
                    best = smaller;
                    kept = rest;
                    isSmaller = true;
                }
            }

            if (!isSmaller && size == 1)
            {
                return;
            }

            parts = isSmaller ? Math.Max(2, parts - 1) : Math.Min(kept.Count, parts * 2);
        }
    }

    private static (SimulationOptions, SimulationResult)? Fails(SimulationOptions options, string invariant)
    {
        var result = Run(options);
        return result.Breach?.Invariant == invariant ? (options, result) : null;
    }

    private static SimulationResult Run(SimulationOptions options)
    {
        using var run = new SimulationRun(options);
        return run.Run();
    }
}
