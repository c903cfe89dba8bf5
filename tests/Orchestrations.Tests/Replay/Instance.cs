using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;

namespace PolyCloud.Orchestrations.Tests.Replay;

/// <summary>One instance kept in memory; the test plays the runtime.</summary>
internal sealed class Instance(WorkflowCatalog catalog) : IWorkflowLog
{
    public const string Id = "instance-1";

    public List<HistoryEvent> History { get; private set; } = [];

    public List<string> Lines { get; } = [];

    public WorkflowStep Last { get; private set; } = null!;

    public Timestamp Now { get; set; } = Timestamp.FromSeconds(1_000);

    public void Start(string workflow, string input = "\"in\"") => Feed(new RunStarted(workflow, 1, input));

    /// <summary>One step; what it did is recorded, and the whole history is verified again.</summary>
    public void Feed(params HistoryEvent[] arrived)
    {
        Last = WorkflowReplay.Advance(catalog, Id, History, arrived, Now, this);
        History = [.. History, .. Last.Events];
        WorkflowReplay.Verify(catalog, Id, History, this);
    }

    public T Asked<T>() where T : HistoryEvent => Last.Events.OfType<T>().Last();

    public string Result => Last.Events.OfType<RunCompleted>().Single().Result;

    void IWorkflowLog.Write(WorkflowLogLevel level, string text) => Lines.Add(text);
}
