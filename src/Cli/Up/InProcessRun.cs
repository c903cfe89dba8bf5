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

    public static int Run(UpOptions options)
    {
        var engine = EngineSettings.Read(options.Settings, options.Waived, SimulatedChain.WithInventory);
        var plan = options.Recorded ? RecordedPlan.Of(options, leadSeconds: 0) : RunPlan.Generated(options.StartSeconds, options.Windows, leadSeconds: 0, options.Series.Length);
        var summary = Simulate(new InProcessOptions
        {
            Seed = options.Seed,
            Interval = options.Series.Interval,
            FirstOpens = plan.FirstOpens,
            LastCloses = plan.LastCloses,
            Windows = options.Windows!.Value,
            Recording = options.Recording,
            JournalDirectory = options.Journal,
            Engine = engine,
            Waived = options.Waived,
            Faults = options.Faults,
        });
        var node = JsonSerializer.SerializeToNode(summary, Json)!;
        Console.WriteLine(options.SummaryAsJson ? node.ToJsonString() : SummaryText.Of(node));
        return summary is { OpenOrdersAtEnd: 0, InvariantBreaches: 0 } ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }
}
