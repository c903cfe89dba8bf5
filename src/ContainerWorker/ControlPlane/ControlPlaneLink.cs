using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.ControlPlane;

/// <summary>
/// What the control plane wants, as last read, and how long ago that was. Reading goes on in a loop of its own: a store that hangs
/// must not keep the age from being noticed.
/// </summary>
internal sealed class ControlPlaneLink(ITableStore store, string shard, TimeSpan pause, ILogger log)
{
    /// <summary>Older wishes are not known any more: nothing is opened on them. In real time.</summary>
    private static readonly TimeSpan AgeMaximum = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private DesiredState? _state;
    private long _readAt;
    private string _problem = "";

    /// <summary>The wishes, or null where they were never read or are too old.</summary>
    public DesiredState? Current
    {
        get
        {
            lock (_gate)
            {
                return _state is not null && Stopwatch.GetElapsedTime(_readAt) <= AgeMaximum ? _state : null;
            }
        }
    }

    /// <summary>Reads until cancelled, and tells after each reading that worked.</summary>
    public async Task ReadAsync(Action<DesiredState> read, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // The age counts from before the question: what came meanwhile may be missing in the answer.
                var asked = Stopwatch.GetTimestamp();
                var state = await DesiredState.ReadAsync(store, shard, stop);
                Take(state, asked);
                read(state);
                await Task.Delay(pause, stop);
            }
            catch (Exception problem) when (problem is StoreUnavailableException or InvalidStateRowException)
            {
                Complain(problem.Message);
                await DelayAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Take(DesiredState state, long asked)
    {
        lock (_gate)
        {
            _state = state;
            _readAt = asked;
        }

        Complain("");
    }

    private void Complain(string problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            log.Log(problem.Length == 0 ? LogLevel.Information : LogLevel.Error, "the control plane's wishes {State}", problem.Length == 0 ? "are read" : "cannot be read: " + problem);
        }
    }

    private async Task DelayAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, stop);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at the token.
        }
    }
}
