using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>Drives a takeover with HTTP and time, one call after the other; there is nothing else to do meanwhile.</summary>
internal static class TakeoverRun
{
    /// <returns>This epoch's credential; null where the venue refuses the wallet.</returns>
    public static async Task<ApiCredential?> CarryOutAsync(EpochTakeover takeover, HttpPump http, Clock clock, CancellationToken stop)
    {
        takeover.Start(clock.Now);
        while (!takeover.HasStopped)
        {
            stop.ThrowIfCancellationRequested();
            var calls = takeover.Outbox.Calls.ToList();
            takeover.Outbox.Clear();
            foreach (var call in calls)
            {
                var outcome = await http.SendAsync(call, stop);
                takeover.HttpCompleted(clock.Now, call.Id, outcome);
            }

            if (calls.Count == 0)
            {
                await Task.Delay(clock.Until(takeover.NextDeadline), clock.Provider, stop);
                takeover.Tick(clock.Now);
            }
        }

        return takeover.Credential;
    }
}

/// <summary>The venue does not accept the wallet's proof.</summary>
public sealed class TakeoverRefusedException(string address)
    : Exception($"The venue refuses the wallet {address}: it gives no API credential for it.");
