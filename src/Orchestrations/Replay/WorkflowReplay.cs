using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Replay;

/// <summary>Runs workflow code over a history and what has come in since, on the calling thread, and says what the step did.</summary>
public sealed class WorkflowReplay
{
    private readonly Func<IWorkflowContext, string, Task<string>> _code;
    private readonly ReplayContext _context;
    private readonly StepThread _thread = new();
    private Task<string>? _running;

    private WorkflowReplay(Func<IWorkflowContext, string, Task<string>> code, string instanceId, IWorkflowLog log)
    {
        _code = code;
        _context = new ReplayContext(instanceId, log);
    }

    /// <summary>Advances an instance by one step.</summary>
    /// <param name="history">All recorded events of the run, from its start; empty for the run's first step.</param>
    /// <param name="arrived">What came in since, at least one; the first of a run is <see cref="RunStarted"/>.</param>
    /// <param name="now">The step's moment; an earlier one than the last step's counts as that.</param>
    /// <exception cref="NondeterministicWorkflowException">The code does not do what the history says it did.</exception>
    /// <exception cref="KeyNotFoundException">The workflow's name is not in the catalog.</exception>
    public static WorkflowStep Advance(
        WorkflowCatalog catalog, string instanceId, IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> arrived, Timestamp now, IWorkflowLog log)
    {
        var replay = Begin(catalog, instanceId, history, arrived, log);
        return replay.OnThread(() =>
        {
            replay.Walk(history);
            return replay.Step(arrived, now);
        });
    }

    /// <summary>Runs the code over a whole recorded history and throws where it would do something else.</summary>
    /// <exception cref="NondeterministicWorkflowException">The code does not do what the history says it did.</exception>
    public static void Verify(WorkflowCatalog catalog, string instanceId, IReadOnlyList<HistoryEvent> history, IWorkflowLog log)
    {
        var replay = Begin(catalog, instanceId, history, [], log);
        _ = replay.OnThread(() =>
        {
            replay.Walk(history);
            replay.CheckThread();
            replay._context.Requests.ExpectNone();
            return 0;
        });
    }

    private static WorkflowReplay Begin(
        WorkflowCatalog catalog, string instanceId, IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> arrived, IWorkflowLog log)
    {
        var start = history.Concat(arrived).OfType<RunStarted>().FirstOrDefault()
            ?? throw new ArgumentException($"The instance {instanceId} has no start in its history.", nameof(history));
        return new WorkflowReplay(catalog.Find(start.Workflow), instanceId, log);
    }

    private T OnThread<T>(Func<T> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_thread);
        try
        {
            return work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Walk(IReadOnlyList<HistoryEvent> history)
    {
        foreach (var recorded in history)
        {
            Apply(recorded);
        }
    }

    private WorkflowStep Step(IReadOnlyList<HistoryEvent> arrived, Timestamp now)
    {
        var events = new List<HistoryEvent>(arrived.Count + 4) { new StepStarted(Timestamp.Later(now, _context.Now).Micros) };
        events.AddRange(arrived);
        _context.IsReplaying = false;
        foreach (var happened in events)
        {
            Apply(happened);
        }

        CheckThread();
        events.AddRange(_context.Requests.TakeNew());
        var status = End(events);
        return new WorkflowStep
        {
            Events = events,
            Status = status,
            CustomStatus = _context.Status,
            CancelledTimers = _context.CancelledTimers,
            Untaken = [.. _context.Inbox.Untaken],
        };
    }

    private RunStatus End(List<HistoryEvent> events)
    {
        if (_running is not { IsCompleted: true })
        {
            return RunStatus.Running;
        }

        if (_running.IsFaulted || _running.IsCanceled)
        {
            var failure = _running.Exception?.GetBaseException();
            events.Add(new RunFailed(failure is null ? "cancelled" : $"{failure.GetType().Name}: {failure.Message}"));
            return RunStatus.Failed;
        }

        if (_context.NextInput is { } next)
        {
            events.Add(new RunContinued(next));
            return RunStatus.Continued;
        }

        events.Add(new RunCompleted(_running.Result));
        return RunStatus.Completed;
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case StepStarted step:
                _context.Requests.ExpectNone();
                _context.Now = new Timestamp(step.AtMicros);
                break;
            case RunStarted start:
                _context.Run = start.Run;
                _running = _code(_context, start.Input);
                break;
            case ActivityCompleted completed:
                _ = _context.Waits.Complete(completed.Id, completed.Result);
                break;
            case ActivityFailed failed:
                _ = _context.Waits.Fail(failed.Id, failed.Failure);
                break;
            case TimerFired fired:
                _ = _context.Waits.Complete(fired.Id, string.Empty);
                break;
            case ChildCompleted completed:
                _ = _context.Waits.Complete(completed.Id, completed.Result);
                break;
            case ChildFailed failed:
                _ = _context.Waits.Fail(failed.Id, failed.Failure);
                break;
            case EventRaised raised:
                _context.Inbox.Raise(raised);
                break;
            case ActivityScheduled or TimerCreated or ChildStarted:
                _context.Requests.Expect(happened);
                break;
            default:
                // The ends of runs: nothing follows them.
                break;
        }

        _thread.Drain();
    }

    private void CheckThread()
    {
        var stuck = _running is { IsCompleted: false } && _context.Waits.Count == 0 && !_context.Inbox.HasWaiters;
        if (_thread.LeftTheThread || stuck)
        {
            throw new NondeterministicWorkflowException(
                $"The workflow {_context.InstanceId} awaits something that is not of its context: a task, a timer or a lock of its own.");
        }
    }
}
