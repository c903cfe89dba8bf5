using System.Collections.Concurrent;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>
/// Runs the workflow instances of one store: commands in, steps recorded, activities, timers and children started. It has no thread
/// and no clock; its host calls <see cref="PumpAsync"/> when something is due. What a crash leaves half done is put right by
/// <see cref="AdoptAsync(Timestamp, CancellationToken)"/>. One call at a time; only <see cref="IActivityStarter"/>'s answers come from other threads.
/// </summary>
public sealed class WorkflowRuntime
{
    private readonly ITableStore _store;
    private readonly WorkflowCatalog _catalog;
    private readonly IActivityStarter _activities;
    private readonly WorkflowRuntimeOptions _options;
    private readonly IWorkflowLog _log;
    private readonly InstanceIndex _index;
    private readonly InstanceWriter _writer;
    private readonly InstanceStepper _stepper;
    private readonly DueTimers _timers = new();
    private readonly ConcurrentQueue<Arrival> _answers = new();
    private readonly Dictionary<string, LiveInstance> _live = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ready = new(StringComparer.Ordinal);
    private readonly Queue<WorkflowCommand> _children = new();
    private Timestamp _nextLook;
    private Timestamp _storeRetry = new(long.MinValue);

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public WorkflowRuntime(
        ITableStore store, WorkflowCatalog catalog, IActivityStarter activities, long epoch, WorkflowRuntimeOptions options, IWorkflowLog log)
    {
        options.Validate();
        _store = store;
        _catalog = catalog;
        _activities = activities;
        _options = options;
        _log = log;
        _index = new InstanceIndex(store);
        _writer = new InstanceWriter(store, epoch);
        _stepper = new InstanceStepper(store, _writer, catalog, epoch, log);
    }

    public int LiveInstances => _live.Count;

    /// <summary>The next moment at which something is due; answers of activities may make it earlier.</summary>
    public Timestamp NextDue => _answers.IsEmpty && _ready.Count == 0 && _children.Count == 0
        ? Timestamp.Earlier(_nextLook, _timers.Next)
        : _storeRetry;

    /// <summary>Takes over the live instances: their timers, their unanswered activities (which run again), their children.</summary>
    /// <exception cref="LeaseLostException">A later runtime has an instance.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be used; adopting again is safe.</exception>
    public async Task AdoptAsync(Timestamp now, CancellationToken cancellation)
    {
        var ids = new List<string>();
        await foreach (var id in _index.ListAsync(WorkflowTables.Live, cancellation))
        {
            ids.Add(id);
        }

        foreach (var batch in ids.Chunk(_options.ConcurrentSteps))
        {
            foreach (var (id, adopted) in await Task.WhenAll(batch.Select(id => AdoptAsync(id, now, cancellation))))
            {
                Follow(id, adopted);
            }
        }
    }

    /// <summary>Does all that is due, until nothing is.</summary>
    /// <exception cref="LeaseLostException">A later runtime has an instance: this one must not be used any more.</exception>
    public async Task PumpAsync(Timestamp now, CancellationToken cancellation)
    {
        try
        {
            if (now >= _nextLook)
            {
                _nextLook = now + _options.InboxInterval;
                await TakeCommandsAsync(now, cancellation);
            }

            FireTimers(now);
            while (TakeAnswers() || _ready.Count > 0 || _children.Count > 0)
            {
                await StartChildrenAsync(now, cancellation);
                await StepAsync(now, cancellation);
            }
        }
        catch (StoreUnavailableException away)
        {
            _storeRetry = now + _options.StoreRetry;
            _log.Write(WorkflowLogLevel.Warning, $"The store is away, workflows wait: {away.Message}");
        }
    }

    private void FireTimers(Timestamp now)
    {
        while (_timers.TryTake(now, out var timer))
        {
            Hand(timer.InstanceId, timer.Run, new TimerFired(timer.Id));
        }
    }

    private bool TakeAnswers()
    {
        var any = false;
        while (_answers.TryDequeue(out var answer))
        {
            any = true;
            Hand(answer.InstanceId, answer.Run, answer.Happened);
        }

        return any;
    }

    // Answers to what a former run asked for are of no use to the present one; ids begin anew in each.
    private void Hand(string instanceId, int run, HistoryEvent happened)
    {
        if (_live.TryGetValue(instanceId, out var live) && live.Run == run)
        {
            live.Waiting.Add(happened);
            _ = _ready.Add(instanceId);
        }
    }

    private async Task StepAsync(Timestamp now, CancellationToken cancellation)
    {
        var batch = _ready.Take(_options.ConcurrentSteps).ToArray();
        var steps = batch.Select(id => HandAsync(id, [.. _live[id].Waiting], now, cancellation)).ToArray();
        StoreUnavailableException? away = null;
        for (var index = 0; index < steps.Length; index++)
        {
            try
            {
                var stepped = await steps[index];
                _ = _ready.Remove(batch[index]);
                _live[batch[index]].Waiting.Clear();
                Follow(batch[index], stepped);
            }
            catch (StoreUnavailableException failure)
            {
                away = failure;
            }
        }

        if (away is not null)
        {
            throw away;
        }
    }

    private async Task<Stepped> HandAsync(string instanceId, IReadOnlyList<HistoryEvent> arrived, Timestamp now, CancellationToken cancellation)
    {
        var live = _live[instanceId];
        try
        {
            var stepped = await RepeatedAsync(live, () => _stepper.HandAsync(instanceId, arrived, now, cancellation));
            await EndAsync(stepped.Head, cancellation);
            if (live.Uncertain && stepped.Head is { HasEnded: false })
            {
                var stored = (await _stepper.LoadOwnAsync(instanceId, cancellation))!;
                stepped = stepped with { New = [.. stored.Pending()], Again = stored.Arrived.Count > 0 };
                live.Uncertain = false;
            }

            return stepped;
        }
        catch (StoreUnavailableException)
        {
            live.Uncertain = true;
            throw;
        }
    }

    private async Task EndAsync(InstanceHead? head, CancellationToken cancellation)
    {
        if (head is { HasEnded: true })
        {
            await _index.EndAsync(head.InstanceId, cancellation);
        }
    }

    // A conflict with an instance that is still ours means that the answer to our own last write was lost: once more over what is stored.
    private static async Task<T> RepeatedAsync<T>(LiveInstance? live, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (StoreConflictException)
        {
            live?.Uncertain = true;
            return await work();
        }
    }

    private void Follow(string instanceId, Stepped stepped)
    {
        if (stepped.Head is not { } head || head.HasEnded)
        {
            _ = _live.Remove(instanceId);
            _ = _ready.Remove(instanceId);
            NotifyParent(stepped.Head);
            return;
        }

        if (!_live.TryGetValue(instanceId, out var live))
        {
            _live.Add(instanceId, live = new LiveInstance());
        }

        foreach (var id in stepped.CancelledTimers)
        {
            _timers.Cancel(instanceId, live.Run, id);
        }

        live.Run = head.Run;
        foreach (var asked in stepped.New)
        {
            Begin(instanceId, live, asked, stepped.CancelledTimers);
        }

        if (stepped.Again)
        {
            _ = _ready.Add(instanceId);
        }
    }

    private void Begin(string instanceId, LiveInstance live, HistoryEvent asked, IReadOnlyList<int> cancelledTimers)
    {
        var run = live.Run;
        switch (asked)
        {
            case ActivityScheduled activity when live.Begin(activity.Id):
                var call = new ActivityCall(instanceId, run, activity.Id, activity.Activity, activity.Input);
                _activities.Start(call, (result, failure) => _answers.Enqueue(new Arrival(instanceId, run, result is not null
                    ? new ActivityCompleted(activity.Id, result)
                    : new ActivityFailed(activity.Id, failure ?? "no reason given"))));
                break;
            case TimerCreated timer when !cancelledTimers.Contains(timer.Id) && live.Begin(timer.Id):
                _timers.Add(instanceId, run, timer.Id, new Timestamp(timer.DueMicros));
                break;
            case ChildStarted child when live.Begin(child.Id):
                _children.Enqueue(new WorkflowCommand
                {
                    Kind = WorkflowCommandKind.Start,
                    InstanceId = child.InstanceId,
                    Name = child.Workflow,
                    Text = child.Input,
                    Id = child.InstanceId,
                    Sent = default,
                    Parent = instanceId,
                    ParentRun = run,
                    ParentTask = child.Id,
                });
                break;
            default:
                break;
        }
    }

    private void NotifyParent(InstanceHead? ended)
    {
        if (ended is { Parent.Length: > 0 })
        {
            Hand(ended.Parent, ended.ParentRun, ended.Status == InstanceStatus.Completed
                ? new ChildCompleted(ended.ParentTask, ended.Outcome)
                : new ChildFailed(ended.ParentTask, ended.Outcome));
        }
    }

    private async Task<(string Id, Stepped Adopted)> AdoptAsync(string instanceId, Timestamp now, CancellationToken cancellation)
    {
        var instance = await _stepper.LoadOwnAsync(instanceId, cancellation);
        if (instance is null)
        {
            // Its start is still in the inbox, or never was: nothing of it exists.
            await _index.ForgetAsync(WorkflowTables.Live, instanceId, cancellation);
            return (instanceId, new Stepped(null, [], []));
        }

        if (instance.Head.HasEnded)
        {
            await EndAsync(instance.Head, cancellation);
            return (instanceId, new Stepped(instance.Head, [], []));
        }

        var head = await RepeatedAsync(null, () => _stepper.MoveAsync(instanceId, static head => head, now, cancellation));
        return (instanceId, new Stepped(head, [.. instance.Pending()], []) { Again = instance.Arrived.Count > 0 });
    }

    private async Task StartChildrenAsync(Timestamp now, CancellationToken cancellation)
    {
        while (_children.TryPeek(out var child))
        {
            await StartAsync(child, now, cancellation);
            _ = _children.Dequeue();
        }
    }

    private async Task TakeCommandsAsync(Timestamp now, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        await foreach (var row in _store.QueryAsync(WorkflowTables.Inbox, WorkflowTables.InboxPartition, null, cancellation))
        {
            rows.Add(row);
            if (rows.Count == _options.CommandsOfLook)
            {
                break;
            }
        }

        foreach (var row in rows)
        {
            await TakeAsync(row, now, cancellation);
            var delete = new TableWrite(TableWriteKind.Delete, row with { Version = "*" });
            await _store.WriteAsync(WorkflowTables.Inbox, [delete], cancellation);
        }
    }

    private async Task TakeAsync(TableRow row, Timestamp now, CancellationToken cancellation)
    {
        WorkflowCommand command;
        try
        {
            command = WorkflowCommand.Read(row);
        }
        catch (InvalidStateRowException damage)
        {
            _log.Write(WorkflowLogLevel.Error, damage.Message);
            return;
        }

        switch (command.Kind)
        {
            case WorkflowCommandKind.Start:
                await StartAsync(command, now, cancellation);
                break;
            case WorkflowCommandKind.Raise:
                await RaiseAsync(command, now, cancellation);
                break;
            default:
                await ChangeAsync(command, now, cancellation);
                break;
        }
    }

    private async Task StartAsync(WorkflowCommand command, Timestamp now, CancellationToken cancellation)
    {
        if (!_catalog.Names.Contains(command.Name, StringComparer.Ordinal) || (_live.Count >= _options.LiveInstancesMaximum && command.Parent.Length == 0))
        {
            _log.Write(WorkflowLogLevel.Error, $"The workflow {command.InstanceId} is not started: no workflow '{command.Name}', or too many are live ({_live.Count}).");
            Hand(command.Parent, command.ParentRun, new ChildFailed(command.ParentTask, $"there is no workflow '{command.Name}'"));
            return;
        }

        await _index.AddAsync(command.InstanceId, cancellation);
        var head = new InstanceHead
        {
            InstanceId = command.InstanceId,
            Workflow = command.Name,
            Status = InstanceStatus.Running,
            Owner = 0,
            Run = 1,
            Steps = 0,
            Created = now,
            Updated = now,
            Parent = command.Parent,
            ParentRun = command.ParentRun,
            ParentTask = command.ParentTask,
        };
        var made = await _writer.CreateAsync(head, [new RunStarted(command.Name, 1, command.Text)], cancellation);
        if (made || _live.ContainsKey(command.InstanceId))
        {
            _ = _live.TryAdd(command.InstanceId, new LiveInstance { Run = 1 });
            _ = _ready.Add(command.InstanceId);
            return;
        }

        await MeetAsync(command, cancellation);
    }

    // The id is taken by an instance that has ended, or by one whose creation's answer was lost.
    private async Task MeetAsync(WorkflowCommand command, CancellationToken cancellation)
    {
        // Neither made nor there: the store was wrong once, or it was purged in between. The command stays and is taken again.
        var own = await _stepper.LoadOwnAsync(command.InstanceId, cancellation)
            ?? throw new StoreUnavailableException($"The instance {command.InstanceId} was said to be there and is not.");
        var there = own.Head;
        if (!there.HasEnded)
        {
            Follow(there.InstanceId, new Stepped(there, [], []) { Again = true });
            return;
        }

        await EndAsync(there, cancellation);
        if (command.Parent.Length > 0)
        {
            NotifyParent(there with { Parent = command.Parent, ParentRun = command.ParentRun, ParentTask = command.ParentTask });
        }
    }

    private async Task RaiseAsync(WorkflowCommand command, Timestamp now, CancellationToken cancellation)
    {
        var raised = new EventRaised(command.Id, command.Name, command.Text.Length == 0 ? null : command.Text);
        if (!_live.TryGetValue(command.InstanceId, out var live))
        {
            _log.Write(WorkflowLogLevel.Warning, $"The event {command.Name} for {command.InstanceId} is dropped: no such instance is live.");
            return;
        }

        // Recorded before the command is deleted, so that a crash in between repeats it and nothing loses it.
        var stepped = await HandAsync(command.InstanceId, [.. live.Waiting, raised], now, cancellation);
        live.Waiting.Clear();
        Follow(command.InstanceId, stepped);
    }

    private async Task ChangeAsync(WorkflowCommand command, Timestamp now, CancellationToken cancellation)
    {
        var head = await RepeatedAsync(null, () => _stepper.MoveAsync(command.InstanceId, head => Changed(head, command), now, cancellation));
        if (head is not null)
        {
            await EndAsync(head, cancellation);
            Follow(command.InstanceId, new Stepped(head, [], []) { Again = head.Status == InstanceStatus.Running });
        }
    }

    private static InstanceHead Changed(InstanceHead head, WorkflowCommand command) => (command.Kind, head.Status) switch
    {
        (WorkflowCommandKind.Suspend, InstanceStatus.Running) => head with { Status = InstanceStatus.Suspended, Outcome = command.Text },
        (WorkflowCommandKind.Resume, InstanceStatus.Suspended or InstanceStatus.Stuck) => head with { Status = InstanceStatus.Running, Outcome = "" },
        (WorkflowCommandKind.Terminate, _) when !head.HasEnded => head with { Status = InstanceStatus.Terminated, Outcome = command.Text },
        _ => head,
    };

    private sealed record Arrival(string InstanceId, int Run, HistoryEvent Happened);
}
