using Microsoft.Extensions.Logging;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>Forgets, once an hour, what a control plane need not remember any more. What fails is told and tried again.</summary>
internal static class RetentionLoop
{
    private static readonly TimeSpan TurnPause = TimeSpan.FromHours(1);

    /// <summary>After each small part of a turn, so that the workflows have the store between.</summary>
    public static Task BreatheAsync(CancellationToken stop) => Task.Delay(TimeSpan.FromMilliseconds(100), stop);

    /// <summary>Runs until it is stopped.</summary>
    public static async Task RunAsync(ControlPlaneRetention retention, TimeProvider time, ILogger log, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TurnPause, stop);
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
