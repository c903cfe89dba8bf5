using System.Text.Json;
using Microsoft.DurableTask;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Workflows;

/// <summary>
/// Takes every event in as it arrives and keeps it until the workflow asks for it. There is one waiter at Durable Task and it is
/// never given up: a waiter that was cancelled there may still swallow the event that comes next.
/// </summary>
internal sealed class EventInbox
{
    /// <summary>An event that comes twice comes again at once, after a failed call; far fewer lie between.</summary>
    private const int RecentEventsMaximum = 64;

    private readonly TaskOrchestrationContext _context;
    private readonly IWorkflowLog _log;
    private readonly List<RaisedEvent> _untaken;
    private readonly List<string> _recent;
    private TaskCompletionSource _arrival = new();

    public EventInbox(TaskOrchestrationContext context, IWorkflowLog log, WorkflowStart start)
    {
        _context = context;
        _log = log;
        _untaken = [.. start.Untaken];
        _recent = [.. start.RecentEvents];
        _ = TakeInAsync();
    }

    /// <summary>Ends when the next event has been taken in.</summary>
    public Task Arrival => _arrival.Task;

    public IReadOnlyList<RaisedEvent> Untaken => _untaken;

    public IReadOnlyList<string> RecentEvents => _recent;

    /// <summary>The oldest event of any of the names, or null.</summary>
    public RaisedEvent? Take(IReadOnlyList<string> names)
    {
        var at = _untaken.FindIndex(raised => names.Contains(raised.Name, StringComparer.Ordinal));
        if (at < 0)
        {
            return null;
        }

        var taken = _untaken[at];
        _untaken.RemoveAt(at);
        return taken;
    }

    // Goes on until the run ends. What it awaits is completed by the orchestration's own thread, so nothing here runs beside it.
    private async Task TakeInAsync()
    {
        while (true)
        {
            TakeIn(await _context.WaitForExternalEvent<JsonElement>(RaisedEvent.Inbox, CancellationToken.None));
            var arrival = _arrival;
            _arrival = new TaskCompletionSource();
            arrival.SetResult();
        }
    }

    private void TakeIn(JsonElement arrived)
    {
        if (RaisedEvent.Read(arrived) is not { } raised)
        {
            _log.Write(WorkflowLogLevel.Warning, "An event that is none was left alone.");
            return;
        }

        if (raised.Name.Length == 0 || _recent.Contains(raised.Id, StringComparer.Ordinal))
        {
            return;
        }

        if (_recent.Count == RecentEventsMaximum)
        {
            _recent.RemoveAt(0);
        }

        _recent.Add(raised.Id);
        _untaken.Add(raised);
    }
}
