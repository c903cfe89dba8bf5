using System.Text.Json;
using Microsoft.DurableTask;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Tests.Durable;

/// <summary>
/// An orchestration with its history, timers and activities over virtual time. After every fact the code runs again from its beginning,
/// so that whatever is not the same at every replay shows.
/// </summary>
internal sealed class RecordedOrchestration
{
    // Each is a step of the code under test; a run that goes on longer loops.
    private const int StepsMaximum = 10_000;

    private readonly Func<TaskOrchestrationContext, Task<string>> _code;
    private readonly Func<ActivityCall, object?> _activity;
    private readonly List<RecordedFact> _history = [];
    private readonly HashSet<int> _begun = [];
    private object _input;
    private DateTime _now;
    private ReplayedContext _last = null!;
    private Task<string> _task = null!;

    /// <param name="activity">An activity's result as an object, or an exception for its last failure; null leaves it running.</param>
    public RecordedOrchestration(Func<TaskOrchestrationContext, Task<string>> code, string input, DateTime now, Func<ActivityCall, object?> activity)
    {
        _code = code;
        _input = WorkflowStart.First(input);
        _now = now;
        _activity = activity;
        _history.Add(new RunBegan(now));
        Settle();
    }

    public List<string> Logged { get; } = [];

    public WorkflowStatus Status => (WorkflowStatus)_last.Status!;

    public WorkflowStart Start => (WorkflowStart)_input;

    public bool HasEnded => _task.IsCompleted;

    public string Result => _task.GetAwaiter().GetResult();

    public ReplayedContext Last => _last;

    /// <summary>Every activity that was called, in order.</summary>
    public List<ActivityCall> Called { get; } = [];

    public void Raise(string name, object payload, string id) => RaiseJson(JsonSerializer.Serialize(new RaisedEvent(name, id, Payload.Write(payload))));

    public void RaiseJson(string json)
    {
        _history.Add(new EventArrived(_now, RaisedEvent.Inbox, json));
        Settle();
    }

    /// <summary>The result of an activity that was left running.</summary>
    public void Finish(string activity, object result)
    {
        var id = _last.Calls.First(call => call.Value.Input is ActivityCall { Activity: var name } && name == activity && _history.OfType<TaskEnded>().All(ended => ended.Task != call.Key)).Key;
        _history.Add(new TaskEnded(_now, id, Payload.Write(result), null));
        Settle();
    }

    /// <summary>Lets time pass, timer by timer.</summary>
    public void AdvanceTo(DateTime moment)
    {
        for (var step = 0; NextTimer() is { } timer && timer.Due <= moment && !HasEnded; step++)
        {
            Assert.True(step < StepsMaximum, "The orchestration sets timers without end.");
            _now = timer.Due > _now ? timer.Due : _now;
            _history.Add(new TimerFired(_now, timer.Id));
            Settle();
        }

        _now = moment;
    }

    private (int Id, DateTime Due)? NextTimer() => _last.Timers
        .Where(timer => !timer.Value.Cancelled.IsCancellationRequested && _history.OfType<TimerFired>().All(fired => fired.Task != timer.Key))
        .OrderBy(static timer => timer.Value.Due)
        .Select(static timer => ((int, DateTime)?)(timer.Key, timer.Value.Due))
        .FirstOrDefault();

    /// <summary>Runs until nothing can go on without time or an event.</summary>
    private void Settle()
    {
        for (var step = 0; step < StepsMaximum; step++)
        {
            Replay();
            if (_task.IsCompleted && _last.Continued is { } next)
            {
                BeginAgain(next.Input!, next.Preserve);
                continue;
            }

            if (!RunActivities())
            {
                return;
            }
        }

        Assert.Fail("The orchestration does not settle.");
    }

    private int _seen;

    private void Replay()
    {
        // Continuations run inline, on the thread that completes, as Durable Task has it.
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _last = new ReplayedContext("instance", _input, _history[0].At, Logged);
            _last.Apply(_history[0], replaying: _seen > 0);
            _task = _code(_last);
            for (var at = 1; at < _history.Count; at++)
            {
                _last.Apply(_history[at], replaying: at < _seen);
            }

            _seen = _history.Count;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private bool RunActivities()
    {
        var any = false;
        foreach (var (id, call) in _last.Calls.Where(call => _begun.Add(call.Key)).ToList())
        {
            if (call.Input is not ActivityCall activity)
            {
                continue;
            }

            Called.Add(activity);
            if (_activity(activity) is { } result)
            {
                _history.Add(new TaskEnded(_now, id, result is Exception ? null : Payload.Write(result), (result as Exception)?.Message));
                any = true;
            }
        }

        return any;
    }

    private void BeginAgain(object input, bool preserve)
    {
        Assert.True(preserve, "Events that nobody waited for would be lost.");
        var unprocessed = _last.Unprocessed.ToList();
        _input = input;
        _history.Clear();
        _begun.Clear();
        _seen = 0;
        _history.Add(new RunBegan(_now));
        _history.AddRange(unprocessed.Select(left => new EventArrived(_now, left.Name, left.Json)));
    }
}
