using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.Coverage;
using PolyCloud.Research.Simulate.Invariants;
using PolyCloud.Research.Simulate.Sweeps;

namespace PolyCloud.Cli.Commands;

/// <summary>`simulate`: the whole system under one seed after the other, everything going wrong.</summary>
internal static class SimulateCommand
{
    private static readonly Option<string> Seeds = new("--seeds") { Description = "A seed, or the first and the last of many: 1..2000.", DefaultValueFactory = _ => "1..100" };
    private static readonly Option<int> Windows = new("--windows") { Description = "Windows of each seed, 1 to 2000.", DefaultValueFactory = _ => 5 };
    private static readonly Option<string> Faults = new("--faults") { Description = "all, none, or names parted by commas.", DefaultValueFactory = _ => "all" };
    private static readonly Option<string?> Keep = new("--keep") { Description = "Of the mishaps a seed draws only those with these numbers, parted by commas." };
    private static readonly Option<bool> Twice = new("--twice") { Description = "Run every seed a second time and compare the trace hashes." };
    private static readonly Option<bool> Minimize = new("--minimize") { Description = "Make the first failing run smaller while it still fails." };
    private static readonly Option<int> Threads = new("--threads") { Description = "Seeds at a time, 1 to 64.", DefaultValueFactory = _ => 2 };
    private static readonly Option<bool> GoOn = new("--go-on") { Description = "Do not stop at the first breach." };
    private static readonly Option<bool> FullCoverage = new("--full-coverage") { Description = "Fail where a fault has not met every state that it can meet: wants some hundred seeds." };

    public static Command Create()
    {
        var command = new Command("simulate", "Run exchange, workers and store under one seed after the other with everything going wrong, and look at every invariant after every event.")
        {
            Seeds, Windows, Faults, Keep, Twice, Minimize, Threads, GoOn, FullCoverage,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (seeds, options) = Read(parsed);
        var goesOn = parsed.GetValue(GoOn);
        SimulationResult? failed = null;
        var began = Stopwatch.GetTimestamp();
        var sweep = new SeedSweep(seeds, parsed.GetValue(Threads), seed => options with { Seed = seed }) { Twice = parsed.GetValue(Twice) };
        var report = sweep.Run(result =>
        {
            failed = failed is null || (result.Breach is not null && result.Seed < failed.Seed) ? result.Breach is null ? failed : result : failed;
            return failed is null || goesOn;
        });
        Print(report, Stopwatch.GetElapsedTime(began));
        CoverageTable.Print(report.Coverage, Console.Out);
        KillTable.Print(report, Console.Out);
        var gaps = CoverageGaps.Of(report.Coverage, options.Faults, UnreachableCells.Rules);
        Print(gaps);
        if (failed is { } first)
        {
            Explain(parsed, options with { Seed = first.Seed }, first);
        }

        var isCovered = gaps.Contradicted.Count == 0 && (gaps.Missed.Count == 0 || !parsed.GetValue(FullCoverage));
        return report.Breaches.Count == 0 && report.Unrepeatable.Count == 0 && isCovered ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static (SeedRange Seeds, SimulationOptions Options) Read(ParseResult parsed)
    {
        var windows = parsed.GetValue(Windows);
        if (windows is < 1 or > 2_000 || parsed.GetValue(Threads) is < 1 or > 64)
        {
            throw new UsageException("--windows must lie between 1 and 2000, --threads between 1 and 64.");
        }

        try
        {
            var kept = parsed.GetValue(Keep)?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)).ToHashSet();
            return (SeedRange.Parse(parsed.GetValue(Seeds)!), new SimulationOptions { Seed = 0, Windows = windows, Faults = FaultChoice.Parse(parsed.GetValue(Faults)!), Kept = kept });
        }
        catch (FormatException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    private static void Print(SweepReport report, TimeSpan took)
    {
        var windows = Math.Max(1, report.Windows);
        Say($"seeds {report.Seeds}, windows {report.Windows}, mishaps {report.Mishaps}, worker lives {report.Starts}, {took.TotalSeconds:0.0} s, {report.Windows / took.TotalSeconds:0.00} windows/s");
        Say($"a window: {report.ExchangeEvents / (double)windows:0} exchange events, {report.Moments / (double)windows:0} moments, {report.Orders / (double)windows:0.0} own orders, {report.Trades / (double)windows:0.00} fills");
        var kills = report.KillToClear(fault: null);
        Say($"kill to clear: {kills.Count} kills, p50 {kills.Median.TotalSeconds:0.000} s, p99 {kills.P99.TotalSeconds:0.000} s, most {kills.Most.TotalSeconds:0.000} s");
        Say($"convergence: {report.Converged} runs, p50 {report.Convergence(0.5).TotalSeconds:0.000} s, p99 {report.Convergence(0.99).TotalSeconds:0.000} s, most {report.Convergence(1).TotalSeconds:0.000} s");
        Say($"breaches {report.Breaches.Count}, runs that took another way the second time {report.Unrepeatable.Count}, traces {report.Traces}");
        foreach (var invariant in report.Breaches.GroupBy(static breach => breach.Value, StringComparer.Ordinal))
        {
            Say($"  {invariant.Key}: {invariant.Count()} seeds, {string.Join(' ', invariant.Take(12).Select(static breach => breach.Key))}");
        }
    }

    private static void Print(CoverageGaps gaps)
    {
        Say("");
        Say($"cells that can be met and were not: {gaps.Missed.Count}");
        foreach (var fault in gaps.Missed.GroupBy(static cell => cell.Fault, static cell => cell.State, StringComparer.Ordinal))
        {
            Say($"  {fault.Key} never met {string.Join(", ", fault)}");
        }

        foreach (var (cell, because) in gaps.Contradicted)
        {
            Say($"held to be impossible, and met: {cell} ({because})");
        }
    }

    private static void Explain(ParseResult parsed, SimulationOptions options, SimulationResult failed)
    {
        if (parsed.GetValue(Minimize))
        {
            (options, failed) = Minimizer.Minimize(options);
        }

        var breach = failed.Breach!;
        Say("");
        foreach (var line in breach.Events)
        {
            Say(line);
        }

        Say("");
        foreach (var mishap in failed.Mishaps)
        {
            Say("mishap " + mishap);
        }

        Say($"seed {failed.Seed} breaks {breach.Invariant} at {(breach.At - SimulationOptions.FirstOpens).TotalSeconds:0.000} s: {breach.What}");
        Say("again: " + CommandOf(options));
    }

    private static string CommandOf(SimulationOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"polycloud simulate --seeds {options.Seed} --windows {options.Windows} --faults {options.Faults.Text}{(options.Kept is { } kept ? $" --keep {string.Join(',', kept.Order())}" : "")}");

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Say(string text) => Console.WriteLine(text);
}
