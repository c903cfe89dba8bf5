using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Research.Simulate.ControlPlane;
using PolyCloud.Research.Simulate.Workers;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>
/// Every window was led through all its phases in order, each wanted once, to a workflow that ended, or was recorded as missed; the series
/// has ended, and of those that never end none is stuck.
/// </summary>
internal static class WorkflowsEnd
{
    public const string Name = "workflows-end";

    private static readonly MarketPhase[] Phases =
        [MarketPhase.Warming, MarketPhase.Making, MarketPhase.Unwind, MarketPhase.CloseOnly, MarketPhase.HedgeLock, MarketPhase.Done, MarketPhase.Resolving];

    /// <summary>Whether nothing lives any more but what never ends.</summary>
    public static bool HaveEnded(SimulationScene scene) => Heads(scene, ended: false).All(IsEternal) && Client(scene) is var client
        && Instance(client, WorkflowIds.Series(ControlPlaneLife.Series)) is { Head.HasEnded: true };

    /// <summary>What is wrong, or null.</summary>
    public static string? Broken(SimulationScene scene)
    {
        var client = Client(scene);
        foreach (var head in Heads(scene, ended: false).Concat(Heads(scene, ended: true)))
        {
            if (head.Status is InstanceStatus.Stuck or InstanceStatus.Failed or InstanceStatus.Suspended || (!head.HasEnded && !IsEternal(head)))
            {
                return $"{head.InstanceId} is {head.Status} {head.Outcome}";
            }
        }

        if (Instance(client, WorkflowIds.Series(ControlPlaneLife.Series)) is not { Head.Status: InstanceStatus.Completed })
        {
            return "the series has not ended";
        }

        var missed = Missed(scene);
        for (var opens = SimulationOptions.FirstOpens; opens < scene.Options.LastCloses; opens += Duration.FromSeconds(300))
        {
            if (!missed.Contains(opens) && WindowProblem(client, opens) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? WindowProblem(WorkflowClient client, Timestamp opens)
    {
        var slug = System.FormattableString.Invariant($"btc-updown-5m-{opens.Seconds}");
        if (Instance(client, WorkflowIds.Market(slug)) is not { } instance)
        {
            return $"{slug} was neither led nor recorded as missed";
        }

        var wanted = instance.History.OfType<ActivityScheduled>()
            .Where(static activity => activity.Activity == ActivityNames.DesirePhase)
            .Select(static activity => Payload.Read<DesirePhase>(activity.Input)!.Phase)
            .ToList();
        var first = wanted.Distinct().ToList();
        return first.SequenceEqual(Phases) ? null : $"{slug} was led through {string.Join(", ", wanted)}";
    }

    private static HashSet<Timestamp> Missed(SimulationScene scene)
    {
        var missed = new HashSet<Timestamp>();
        foreach (var row in Synchronously.All(scene.Tables.QueryAsync(ControlTables.Reports, WorkerState.Shard, "missed:", CancellationToken.None)).Where(static row => row.Row.StartsWith("missed:", StringComparison.Ordinal)))
        {
            var report = Payload.Read<MissedWindows>(LongText.Read(row, "Report"))!;
            for (var index = 0; index < report.Count; index++)
            {
                missed.Add(report.FirstOpens + (Duration.FromSeconds(300) * index));
            }
        }

        return missed;
    }

    private static List<InstanceHead> Heads(SimulationScene scene, bool ended) => Synchronously.All(Client(scene).ListAsync(ended, CancellationToken.None));

    private static bool IsEternal(InstanceHead head) => head.Workflow is not (WorkflowNames.Market or WorkflowNames.Series);

    private static Instance? Instance(WorkflowClient client, string id) => Synchronously.Done(client.GetAsync(id, CancellationToken.None));

    private static WorkflowClient Client(SimulationScene scene) => new(scene.Tables, new SceneTime(scene), static () => throw new InvalidOperationException("It only reads."));
}
