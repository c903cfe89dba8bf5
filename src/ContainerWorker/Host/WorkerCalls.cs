using Microsoft.Extensions.Logging;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>Sends the node's calls, each on its own, and brings back every outcome: the one hop out of the node.</summary>
/// <param name="http">The pump.</param>
/// <param name="recorder">Told when a placement's bytes are on their way.</param>
/// <param name="completed">Takes the outcome, on any thread.</param>
/// <param name="log">For what the pump does not know.</param>
internal sealed class WorkerCalls(HttpPump http, StateRecorder recorder, Action<HttpCall, HttpOutcome> completed, ILogger log)
{
    /// <summary>Returns at once; called under the gate.</summary>
    public void Send(HttpCall call, CancellationToken ending) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => _ = state.Calls.SendAsync(state.Call, state.Ending), (Calls: this, Call: call, Ending: ending), preferLocal: false);

    private async Task SendAsync(HttpCall call, CancellationToken ending)
    {
        try
        {
            var sending = http.SendAsync(call, ending);
            if (call is { Method: "POST", PathAndQuery: "/order" or "/orders" })
            {
                recorder.Sent();
            }

            completed(call, await sending);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        catch (Exception problem)
        {
            // It may have left: whoever waits for it must hear that nothing is known.
            log.LogError(problem, "{Method} {Path} failed in a way its pump does not know", call.Method, call.PathAndQuery);
            completed(call, new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });
        }
    }
}
