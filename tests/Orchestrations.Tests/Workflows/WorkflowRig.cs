using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Orchestrations.Tests.Workflows;

/// <summary>
/// Runs one workflow under virtual time through the replay engine: after every step the code is run anew over the whole history, so
/// that a step that cannot be repeated fails the test that made it. Activities are functions of the test.
/// </summary>
internal sealed class WorkflowRig(string instanceId, WorkflowCatalog? catalog = null) : IWorkflowLog
{
    private readonly WorkflowCatalog _catalog = catalog ?? ControlPlaneCatalog.Create();
    private readonly Dictionary<string, Func<string, string>> _activities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(Timestamp Due, int Id), HistoryEvent> _due = [];
    private readonly Queue<HistoryEvent> _arrived = new();
    private int _order;

    public string InstanceId => instanceId;

    public Timestamp Now { get; set; } = Timestamp.FromSeconds(1_793_714_400);

    /// <summary>The history of the present run.</summary>
    public List<HistoryEvent> History { get; private set; } = [];

    /// <summary>Histories of runs that ended by continuing.</summary>
    public List<List<HistoryEvent>> Ended { get; } = [];

    /// <summary>Every activity that was called, with its input and moment.</summary>
    public List<(Timestamp At, string Activity, string Input)> Calls { get; } = [];

    public List<string> Lines { get; } = [];

    public RunStatus Status { get; private set; }

    public string CustomStatus { get; private set; } = "";

    public string? Failure => History.OfType<RunFailed>().SingleOrDefault()?.Failure;

    public WorkflowRig On<TInput, TResult>(string activity, Func<TInput, TResult> act)
    {
        _activities[activity] = input => Payload.Write(act(Payload.Read<TInput>(input)!));
        return this;
    }

    public void Start<TInput>(string workflow, TInput input)
    {
        _arrived.Enqueue(new RunStarted(workflow, 1, Payload.Write(input)));
        Step();
    }

    /// <summary>Raises an event at a moment to come.</summary>
    public void RaiseAt<TPayload>(Timestamp at, string name, TPayload payload) =>
        _due.Add((at, --_order), new EventRaised($"e{_order}", name, Payload.Write(payload)));

    public void RaiseRawAt(Timestamp at, string name, string? payload) => _due.Add((at, --_order), new EventRaised($"e{_order}", name, payload));

    /// <summary>Lets time pass until the moment, or until the workflow has ended.</summary>
    public void RunUntil(Timestamp end)
    {
        while (Status == RunStatus.Running && _due.Count > 0 && _due.First() is { Key: var key, Value: var happened } && key.Due <= end)
        {
            _ = _due.Remove(key);
            Now = Timestamp.Later(Now, key.Due);
            _arrived.Enqueue(happened);
            Step();
        }

        Now = Timestamp.Later(Now, end);
    }

    public T Result<T>() => Payload.Read<T>(History.OfType<RunCompleted>().Single().Result)!;

    public IReadOnlyList<T> Inputs<T>(string activity) =>
        [.. Calls.Where(call => call.Activity == activity).Select(call => Payload.Read<T>(call.Input)!)];

    void IWorkflowLog.Write(WorkflowLogLevel level, string text) => Lines.Add($"{level}: {text}");

    private void Step()
    {
        for (var rounds = 0; _arrived.Count > 0; rounds++)
        {
            Assert.True(rounds < 2_000, "The workflow goes round without waiting.");
            HistoryEvent[] arrived = [.. _arrived];
            _arrived.Clear();
            var step = WorkflowReplay.Advance(_catalog, instanceId, History, arrived, Now, this);
            History.AddRange(step.Events);
            WorkflowReplay.Verify(_catalog, instanceId, History, this);
            Status = step.Status;
            CustomStatus = step.CustomStatus ?? CustomStatus;
            Follow(step);
        }
    }

    private void Follow(WorkflowStep step)
    {
        if (step.Status == RunStatus.Continued)
        {
            var start = History.OfType<RunStarted>().Single();
            _arrived.Enqueue(new RunStarted(start.Workflow, start.Run + 1, step.Events.OfType<RunContinued>().Single().Input));
            step.Untaken.ToList().ForEach(_arrived.Enqueue);
            Ended.Add(History);
            History = [];
            Status = RunStatus.Running;
            foreach (var timer in _due.Keys.Where(key => key.Id > 0).ToList())
            {
                _ = _due.Remove(timer);
            }

            return;
        }

        foreach (var asked in step.Events)
        {
            if (asked is ActivityScheduled activity)
            {
                _arrived.Enqueue(Run(activity));
            }
            else if (asked is TimerCreated timer && !step.CancelledTimers.Contains(timer.Id))
            {
                _due.Add((new Timestamp(timer.DueMicros), timer.Id), new TimerFired(timer.Id));
            }
        }
    }

    private HistoryEvent Run(ActivityScheduled activity)
    {
        Calls.Add((Now, activity.Activity, activity.Input));
        try
        {
            return new ActivityCompleted(activity.Id, _activities[activity.Activity](activity.Input));
        }
        catch (InvalidOperationException failure)
        {
            return new ActivityFailed(activity.Id, failure.Message);
        }
    }
}
