namespace PolyCloud.Functions.Workflows;

/// <summary>What a run of an orchestration is started with.</summary>
/// <param name="Input">The workflow's input as JSON.</param>
/// <param name="Run">Counts the runs of the instance, from 1.</param>
/// <param name="Untaken">Events of the run before that nobody took, in the order of their arrival.</param>
/// <param name="RecentEvents">Ids of the last events taken in, so that one that comes twice counts once, also over runs.</param>
public sealed record WorkflowStart(string Input, int Run, IReadOnlyList<RaisedEvent> Untaken, IReadOnlyList<string> RecentEvents)
{
    /// <summary>The first run of an instance.</summary>
    public static WorkflowStart First(string input) => new(input, 1, [], []);
}
