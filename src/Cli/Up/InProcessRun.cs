using System.Text.Json;
using System.Text.Json.Nodes;
using PolyCloud.Cli.Commands;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Up;

/// <summary>`up --in-process`: everything in one thread under virtual time.</summary>
internal static class InProcessRun
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static RunSummary Simulate(InProcessOptions options)
    {
        try
        {
            return InProcessSimulation.Run(options);
        }
        catch (StoreUnavailableException problem)
        {
            throw new CommandFailedException("the run was not begun: " + problem.Message);
        }
    }

    /// <summary>A run for each seed, told as it ends; several are added up. Fails where any left an order or broke an invariant.</summary>
    public static int Run(UpOptions options)
    {
        var engine = EngineSettings.Read(options.Settings, options.Waived, SimulatedChain.WithInventory);
        var plan = options.Recorded ? RecordedPlan.Of(options, leadSeconds: 0) : RunPlan.Generated(options.StartSeconds, options.Windows, leadSeconds: 0, options.Series.Length);
        var summaries = new List<RunSummary>();
        foreach (var seed in options.Seeds)
        {
            var summary = Simulate(new InProcessOptions
            {
                Seed = seed,
                Interval = options.Series.Interval,
                EventOutcomes = options.EventOutcomes,
                FirstOpens = plan.FirstOpens,
                LastCloses = plan.LastCloses,
                Windows = options.Windows!.Value,
                Recording = options.Recording,
                JournalDirectory = options.Journal,
                Engine = engine,
                Waived = options.Waived,
                Faults = options.Faults,
            });
            summaries.Add(summary);
            Say(options, JsonSerializer.SerializeToNode(summary, Json)!);
        }

        if (summaries.Count > 1)
        {
            Say(options, Totals(summaries));
        }

        return summaries.TrueForAll(summary => summary is { OpenOrdersAtEnd: 0, InvariantBreaches: 0 }) ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static void Say(UpOptions options, JsonNode node) => Console.WriteLine(options.SummaryAsJson ? node.ToJsonString() : SummaryText.Of(node));

    private static JsonObject Totals(IReadOnlyList<RunSummary> summaries) => new()
    {
        ["seeds"] = summaries.Count,
        ["windows"] = summaries.Sum(summary => summary.Windows),
        ["fills"] = summaries.Sum(summary => summary.Fills),
        ["volumeUsd"] = summaries.Sum(summary => summary.VolumeUsd),
        ["feesUsd"] = summaries.Sum(summary => summary.FeesUsd),
        ["realizedPnlUsd"] = summaries.Sum(summary => summary.RealizedPnlUsd),
        ["maxNetExposureShares"] = summaries.Max(summary => summary.MaxNetExposureShares),
        ["openOrdersAtEnd"] = summaries.Sum(summary => summary.OpenOrdersAtEnd ?? 1),
        ["invariantBreaches"] = summaries.Sum(summary => summary.InvariantBreaches),
    };
}
