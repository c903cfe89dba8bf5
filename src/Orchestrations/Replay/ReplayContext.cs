using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Replay;

/// <summary>The port over a history. All of it runs on one thread inside one step.</summary>
internal sealed class ReplayContext : IWorkflowContext
{
    private const int StatusCharactersMaximum = 4_000;

    private readonly IWorkflowLog _log;
    private readonly List<int> _cancelledTimers = [];
    private int _lastGuid;

    public ReplayContext(string instanceId, IWorkflowLog log)
    {
        InstanceId = instanceId;
        _log = log;
        Log = new ReplaySafeLog(this);
    }

    public string InstanceId { get; }

    public Timestamp Now { get; set; }

    public bool IsReplaying { get; set; } = true;

    public IWorkflowLog Log { get; }

    public int Run { get; set; }

    public Requests Requests { get; } = new();

    public OpenWaits Waits { get; } = new();

    public EventInbox Inbox { get; } = new();

    public string? Status { get; private set; }

    /// <summary>The next run's input, where the code asked for one.</summary>
    public string? NextInput { get; private set; }

    /// <summary>Timers of this step that nobody waits for any more.</summary>
    public IReadOnlyList<int> CancelledTimers => _cancelledTimers;

    public async Task<TResult> CallActivityAsync<TInput, TResult>(string activity, TInput input, RetryPolicy retry)
    {
        retry.Validate();
        var json = Payload.Write(input);
        for (var attempt = 1; ; attempt++)
        {
            var id = Requests.NextId();
            Requests.Ask(new ActivityScheduled(id, activity, json));
            try
            {
                var result = await Waits.Add(id, failure => new ActivityFailedException(activity, failure));
                return Payload.Read<TResult>(result)!;
            }
            catch (ActivityFailedException) when (attempt < retry.Attempts)
            {
                await WaitUntilAsync(Now + retry.After(attempt));
            }
        }
    }

    public Task WaitUntilAsync(Timestamp due) => due <= Now ? Task.CompletedTask : Timer(due, out _);

    public async Task<EventWait<T>> WaitForEventAsync<T>(string name, Timestamp until)
    {
        var wait = await WaitForAnyEventAsync([name], until);
        return new EventWait<T>(wait.Arrived, wait.Read<T>());
    }

    public async Task<NamedEventWait> WaitForAnyEventAsync(IReadOnlyList<string> names, Timestamp until)
    {
        if (Inbox.Take(names) is { } kept)
        {
            return new NamedEventWait(kept.Name, kept.Payload);
        }

        if (until <= Now)
        {
            return default;
        }

        var waiter = Inbox.Wait(names);
        var timer = 0;
        if (!until.IsNever)
        {
            _ = GiveUpAfter(Timer(until, out timer), waiter);
        }

        var raised = await waiter.Source.Task;
        if (raised is not null && Waits.Remove(timer) && !IsReplaying)
        {
            _cancelledTimers.Add(timer);
        }

        return raised is null ? default : new NamedEventWait(raised.Name, raised.Payload);
    }

    public async Task<TResult> CallChildAsync<TInput, TResult>(string workflow, string instanceId, TInput input)
    {
        var id = Requests.NextId();
        Requests.Ask(new ChildStarted(id, workflow, instanceId, Payload.Write(input)));
        var result = await Waits.Add(id, failure => new ChildWorkflowFailedException(instanceId, failure));
        return Payload.Read<TResult>(result)!;
    }

    public void ContinueAsNew<TInput>(TInput input) => NextInput = Payload.Write(input);

    public Guid NewId() => DeterministicId.Of(InstanceId, Run, ++_lastGuid);

    public void SetStatus(string status) =>
        Status = status.Length <= StatusCharactersMaximum ? status : status[..StatusCharactersMaximum];

    private Task<string> Timer(Timestamp due, out int id)
    {
        id = Requests.NextId();
        Requests.Ask(new TimerCreated(id, due.Micros));
        return Waits.Add(id, static failure => new InvalidOperationException(failure));
    }

    private async Task GiveUpAfter(Task timer, EventInbox.Waiter waiter)
    {
        await timer;
        Inbox.GiveUp(waiter);
    }

    private sealed class ReplaySafeLog(ReplayContext context) : IWorkflowLog
    {
        public void Write(WorkflowLogLevel level, string text)
        {
            if (!context.IsReplaying)
            {
                context._log.Write(level, text);
            }
        }
    }
}
