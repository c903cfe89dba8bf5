using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using RetryPolicy = PolyCloud.Orchestrations.Port.RetryPolicy;

namespace PolyCloud.Functions.Workflows;

/// <summary>The port of workflow code on a Durable Task orchestration.</summary>
internal sealed class DurableWorkflowContext : IWorkflowContext
{
    private readonly TaskOrchestrationContext _context;
    private readonly WorkflowStart _start;
    private readonly EventInbox _events;
    private string? _nextInput;
    private string _status = "";
    private int _calls;

    public DurableWorkflowContext(TaskOrchestrationContext context, WorkflowStart start, string workflow)
    {
        _context = context;
        _start = start;
        Log = new ReplaySafeLog(context.CreateReplaySafeLogger("workflow." + workflow), context.InstanceId);
        _events = new EventInbox(context, Log, start);
    }

    public string InstanceId => _context.InstanceId;

    public Timestamp Now => Moments.Of(_context.CurrentUtcDateTime);

    public bool IsReplaying => _context.IsReplaying;

    public IWorkflowLog Log { get; }

    /// <summary>What the next run is started with; null where the workflow has ended.</summary>
    public WorkflowStart? Next => _nextInput is null ? null : new WorkflowStart(_nextInput, _start.Run + 1, _events.Untaken, _events.RecentEvents);

    public async Task<TResult> CallActivityAsync<TInput, TResult>(string activity, TInput input, RetryPolicy retry)
    {
        retry.Validate();
        var call = new ActivityCall(InstanceId, _start.Run, ++_calls, activity, Payload.Write(input));
        Tell(due: null);
        try
        {
            return Read<TResult>(await _context.CallActivityAsync<string>(new TaskName(FunctionNames.Activity), call, RetryOptions.Of(retry)), activity);
        }
        catch (TaskFailedException failure)
        {
            throw new ActivityFailedException(activity, failure.FailureDetails.ErrorMessage);
        }
    }

    public async Task WaitUntilAsync(Timestamp due)
    {
        if (due > Now)
        {
            Tell(due);
            await _context.CreateTimer(Moments.Of(due), CancellationToken.None);
        }
    }

    public async Task<EventWait<T>> WaitForEventAsync<T>(string name, Timestamp until)
    {
        var wait = await WaitForAnyEventAsync([name], until);
        return new EventWait<T>(wait.Arrived, wait.Read<T>());
    }

    public async Task<NamedEventWait> WaitForAnyEventAsync(IReadOnlyList<string> names, Timestamp until)
    {
        var taken = _events.Take(names);
        if (taken is null && until > Now)
        {
            Tell(until.IsNever ? null : until);
            using var early = new CancellationTokenSource();
            var timeout = until.IsNever ? null : _context.CreateTimer(Moments.Of(until), early.Token);
            taken = await NextAsync(names, timeout);

            // A timer that is not needed any more would keep the orchestration from ending.
            if (taken is not null)
            {
                await early.CancelAsync();
            }
        }

        return taken is null ? default : new NamedEventWait(taken.Name, taken.Payload);
    }

    public async Task<TResult> CallChildAsync<TInput, TResult>(string workflow, string instanceId, TInput input)
    {
        Tell(due: null);
        try
        {
            var start = WorkflowStart.First(Payload.Write(input));
            return Read<TResult>(await _context.CallSubOrchestratorAsync<string>(new TaskName(workflow), start, new SubOrchestrationOptions(instanceId: instanceId)), workflow);
        }
        catch (TaskFailedException failure)
        {
            throw new ChildWorkflowFailedException(instanceId, failure.FailureDetails.ErrorMessage);
        }
    }

    public void ContinueAsNew<TInput>(TInput input) => _nextInput = Payload.Write(input);

    public Guid NewId() => _context.NewGuid();

    public void SetStatus(string status)
    {
        _status = status.Length <= WorkflowStatus.TextMaximum ? status : status[..WorkflowStatus.TextMaximum];
        Tell(due: null);
    }

    private async Task<RaisedEvent?> NextAsync(IReadOnlyList<string> names, Task? timeout)
    {
        while (true)
        {
            var arrival = _events.Arrival;
            if (timeout is not null && await Task.WhenAny(arrival, timeout) == timeout)
            {
                return null;
            }

            await arrival;
            if (_events.Take(names) is { } taken)
            {
                return taken;
            }
        }
    }

    private void Tell(Timestamp? due) => _context.SetCustomStatus(new WorkflowStatus(_status, due?.Micros ?? 0));

    private static TResult Read<TResult>(string json, string from) =>
        Payload.Read<TResult>(json) ?? throw new InvalidOperationException($"{from} answered without a result.");
}
