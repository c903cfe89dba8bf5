using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>One instance as it is stored: head, history of the present run, what has arrived and was not taken into a step.</summary>
public sealed record Instance
{
    public required InstanceHead Head { get; init; }

    public required IReadOnlyList<HistoryEvent> History { get; init; }

    /// <summary>Timers of the history whose wait ended otherwise.</summary>
    public required IReadOnlySet<int> CancelledTimers { get; init; }

    /// <summary>Kept events with their rows, in the order of arrival.</summary>
    public required IReadOnlyList<(string Row, IReadOnlyList<HistoryEvent> Events)> Arrived { get; init; }

    /// <summary>What the run asked for and has no answer yet.</summary>
    public IEnumerable<HistoryEvent> Pending()
    {
        var answered = History.Concat(Arrived.SelectMany(kept => kept.Events)).Select(AnswerTo).Where(static id => id > 0).ToHashSet();
        return History.Where(asked => asked switch
        {
            ActivityScheduled activity => !answered.Contains(activity.Id),
            TimerCreated timer => !answered.Contains(timer.Id) && !CancelledTimers.Contains(timer.Id),
            ChildStarted child => !answered.Contains(child.Id),
            _ => false,
        });
    }

    /// <summary>Whether this has already been taken: an event by its sender's id, an answer by what is still asked for.</summary>
    public bool Knows(HistoryEvent arrived) => arrived switch
    {
        EventRaised raised => Head.RecentEvents.Contains(raised.EventId, StringComparer.Ordinal),
        _ => AnswerTo(arrived) is > 0 and var id && Pending().All(asked => IdOf(asked) != id),
    };

    /// <summary>Reads an instance, or null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    /// <exception cref="InvalidStateRowException">A row is damaged.</exception>
    public static async Task<Instance?> LoadAsync(ITableStore store, string instanceId, CancellationToken cancellation)
    {
        InstanceHead? head = null;
        var history = new List<HistoryEvent>();
        var cancelled = new HashSet<int>();
        var arrived = new List<(string Row, IReadOnlyList<HistoryEvent> Events)>();
        await foreach (var row in store.QueryAsync(WorkflowTables.Instances, instanceId, null, cancellation))
        {
            if (row.Row == WorkflowTables.HeadRow)
            {
                head = InstanceHead.Read(row);
            }
            else if (row.Row.StartsWith(WorkflowTables.ArrivedPrefix, StringComparison.Ordinal))
            {
                arrived.Add((row.Row, StepRow.Events(row)));
            }
            else if (head is not null && row.Row.StartsWith(WorkflowTables.RunPrefix(head.Run), StringComparison.Ordinal))
            {
                history.AddRange(StepRow.Events(row));
                cancelled.UnionWith(StepRow.CancelledTimers(row));
            }
        }

        return head is null ? null : new Instance { Head = head, History = history, CancelledTimers = cancelled, Arrived = arrived };
    }

    private static int IdOf(HistoryEvent asked) => asked switch
    {
        ActivityScheduled activity => activity.Id,
        TimerCreated timer => timer.Id,
        ChildStarted child => child.Id,
        _ => 0,
    };

    private static int AnswerTo(HistoryEvent happened) => happened switch
    {
        ActivityCompleted completed => completed.Id,
        ActivityFailed failed => failed.Id,
        TimerFired fired => fired.Id,
        ChildCompleted completed => completed.Id,
        ChildFailed failed => failed.Id,
        _ => 0,
    };
}
