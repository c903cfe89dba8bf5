using System.CommandLine;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Cli.Commands;

/// <summary>The faults of a command line, checked before anything is started.</summary>
internal static class FaultArguments
{
    /// <exception cref="UsageException">One does not exist, or has a value outside its range.</exception>
    public static IReadOnlyList<FaultPlan> Read(ParseResult parsed)
    {
        try
        {
            FaultPlan[] plans = [.. (parsed.GetValue(Declared.Fault) ?? []).Select(FaultPlan.Parse)];

            // A venue that is never run: it knows its faults and refuses what is none.
            _ = new SimulatedVenue(new SimulatorOptions { Faults = plans }, 0);
            return plans;
        }
        catch (FaultPlanException problem)
        {
            throw new UsageException($"--fault: {problem.Message}");
        }
    }
}
