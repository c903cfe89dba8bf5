using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace PolyCloud.Functions.Tests.Durable;

/// <summary>
/// One execution of orchestration code over a history, as Durable Task does it: the code runs from its beginning, and each fact
/// completes what waits for it. Waits for events behave as the official context's: a cancelled waiter keeps its place and swallows
/// the event that comes next.
/// </summary>
internal sealed class ReplayedContext(string instanceId, object input, DateTime began, List<string> logged) : TaskOrchestrationContext
{
    private readonly Dictionary<int, TaskCompletionSource<object?>> _tasks = [];
    private readonly Dictionary<string, Queue<TaskCompletionSource<JsonElement>>> _waiters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<JsonElement>> _buffered = new(StringComparer.Ordinal);
    private DateTime _now = began;
    private bool _replaying;
    private int _ids;
    private int _guids;

    public override string InstanceId => instanceId;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    public Dictionary<int, (TaskName Name, object? Input, TaskOptions? Options)> Calls { get; } = [];

    public Dictionary<int, (DateTime Due, CancellationToken Cancelled)> Timers { get; } = [];

    public object? Status { get; private set; }

    public (object? Input, bool Preserve)? Continued { get; private set; }

    /// <summary>Completes what waits for the fact.</summary>
    public void Apply(RecordedFact fact, bool replaying)
    {
        (_now, _replaying) = (fact.At, replaying);
        switch (fact)
        {
            case TaskEnded { Failure: { } failure } ended:
                _tasks[ended.Task].SetException(new TaskFailedException(Calls[ended.Task].Name.Name, ended.Task, new TaskFailureDetails("Failure", failure, null, null, null)));
                break;
            case TaskEnded ended:
                _tasks[ended.Task].SetResult(ended.Result);
                break;
            case TimerFired fired:
                _tasks[fired.Task].TrySetResult(null);
                break;
            case EventArrived arrived:
                Arrive(arrived.Name, JsonDocument.Parse(arrived.Json).RootElement);
                break;
            default:
                break;
        }
    }

    public override T GetInput<T>() => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(input))!;

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) => (TResult)(await CallAsync(name, input, options))!;

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        (TResult)(await CallAsync(orchestratorName, input, options))!;

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = ++_ids;
        var timer = _tasks[id] = new TaskCompletionSource<object?>();
        Timers[id] = (fireAt, cancellationToken);
        cancellationToken.Register(() => timer.TrySetCanceled(cancellationToken));
        return timer.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (_buffered.TryGetValue(eventName, out var early) && early.TryDequeue(out var arrived))
        {
            return arrived.Deserialize<T>()!;
        }

        var waiter = new TaskCompletionSource<JsonElement>();
        (_waiters.TryGetValue(eventName, out var queue) ? queue : _waiters[eventName] = new()).Enqueue(waiter);
        cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return (await waiter.Task).Deserialize<T>()!;
    }

    public override void SetCustomStatus(object? customStatus) => Status = customStatus;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => Continued = (newInput, preserveUnprocessedEvents);

    public override Guid NewGuid() => new(++_guids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public override ILogger CreateReplaySafeLogger(string categoryName) => new ReplaySafeLogger(this, logged);

    /// <summary>Events that nobody waited for.</summary>
    public IEnumerable<(string Name, string Json)> Unprocessed => _buffered.SelectMany(static queue => queue.Value.Select(json => (queue.Key, json.GetRawText())));

    private Task<object?> CallAsync(TaskName name, object? input, TaskOptions? options)
    {
        var id = ++_ids;
        Calls[id] = (name, input, options);
        return (_tasks[id] = new TaskCompletionSource<object?>()).Task;
    }

    private void Arrive(string name, JsonElement payload)
    {
        if (_waiters.TryGetValue(name, out var queue) && queue.TryDequeue(out var waiter))
        {
            waiter.TrySetResult(payload);
            return;
        }

        (_buffered.TryGetValue(name, out var buffer) ? buffer : _buffered[name] = new()).Enqueue(payload);
    }

    private sealed class ReplaySafeLogger(ReplayedContext context, List<string> logged) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                logged.Add($"{logLevel} {formatter(state, exception)}");
            }
        }
    }
}
