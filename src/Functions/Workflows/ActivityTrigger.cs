using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PolyCloud.Functions.Runtime;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Workflows;

/// <summary>Runs any activity of the catalogue.</summary>
public sealed class ActivityTrigger(ActivitySource activities)
{
    [Function(FunctionNames.Activity)]
    public Task<string> RunAsync([ActivityTrigger] ActivityCall call, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        activities(new DurableWorkflows(client)).RunAsync(call, cancellation);
}
