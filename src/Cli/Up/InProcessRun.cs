using System.Text.Json;
using System.Text.Json.Nodes;
using PolyCloud.Cli.Commands;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Cli.Up;

/// <summary>`up --in-process`: everything in one thread under virtual time.</summary>
internal static class InProcessRun
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static int Run(UpOptions options)
    {
        var engine = EngineSettings.Read(options.Settings, options.Waived);
        var plan = options.Recorded ? RecordedPlan.Of(options, leadSeconds: 0) : RunPlan.Generated(options.StartSeconds, options.Windows, leadSeconds: 0);
        var summary = InProcessSimulation.Run(new InProcessOptions
        {
            Seed = options.Seed,
            FirstOpens = plan.FirstOpens,
            LastCloses = plan.LastCloses,
            Windows = options.Windows!.Value,
            Recording = options.Recording,
            Engine = engine,
            Waived = options.Waived,
            Faults = options.Faults,
        });
        var node = JsonSerializer.SerializeToNode(summary, Json)!;
        Console.WriteLine(options.SummaryAsJson ? node.ToJsonString() : SummaryText.Of(node));
        return summary is { OpenOrdersAtEnd: 0, InvariantBreaches: 0 } ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }
}
