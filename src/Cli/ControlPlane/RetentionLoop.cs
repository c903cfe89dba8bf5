using Microsoft.Extensions.Logging;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>
/// Forgets, soon after its start and once an hour, what a control plane need not remember any more. What fails is told and tried again.
/// </summary>
internal static class RetentionLoop
{
    /// <summary>A start has enough to do; who runs for less than an hour a day still forgets.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan TurnPause = TimeSpan.FromHours(1);

    /// <summary>After each small part of a turn, so that the workflows have the store between.</summary>
    public static Task BreatheAsync(CancellationToken stop) => Task.Delay(TimeSpan.FromMilliseconds(100), stop);

    /// <summary>Runs until it is stopped.</summary>
    public static Task RunAsync(ControlPlaneRetention retention, TimeProvider time, ILogger log, CancellationToken stop) =>
        RunAsync(retention, time, log, FirstPause, TurnPause, stop);

    internal static async Task RunAsync(ControlPlaneRetention retention, TimeProvider time, ILogger log, TimeSpan firstPause, TimeSpan turnPause, CancellationToken stop)
    {
        try
        {
            for (var pause = firstPause; ; pause = turnPause)
            {
                await Task.Delay(pause, stop);
                await TurnAsync(retention, time, log, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The control plane ends.
        }
    }

    private static async Task TurnAsync(ControlPlaneRetention retention, TimeProvider time, ILogger log, CancellationToken stop)
    {
        try
        {
            var (workflows, rows) = await retention.TurnAsync(new Polymarket.Sessions.Clock(time).Now, stop);
            if (workflows + rows > 0)
            {
                log.LogInformation("forgotten: {Workflows} workflows of windows that are over, {Rows} old reports and alerts", workflows, rows);
            }
        }
        catch (Exception problem) when (problem is StoreUnavailableException or StoreConflictException or InvalidStateRowException)
        {
            log.LogWarning("old workflows and reports are kept until the next turn: {Problem}", problem.Message);
        }
    }
}
