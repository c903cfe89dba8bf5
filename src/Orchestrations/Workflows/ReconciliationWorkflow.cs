using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>
/// Compares the shard's rows with the venue, round after round, from outside the worker. What two rounds running find is told to
/// people: one round alone may have caught a row on its way.
/// </summary>
public static class ReconciliationWorkflow
{
    public static async Task<EternalResult> RunAsync(IWorkflowContext context, ReconciliationInput input)
    {
        await context.WaitUntilAsync(context.Now + input.Every);
        var found = await CompareAsync(context, input);
        string[] lasting = [.. found.Differences.Intersect(input.LastDifferences, StringComparer.Ordinal)];
        if (lasting.Length > 0)
        {
            await Alerts.RaiseAsync(context, new Alert(
                input.Shard, $"reconciliation:{lasting[0]}", AlertSeverity.Critical, $"{lasting.Length} differences between our rows and the venue", string.Join("; ", lasting.Take(10))));
        }

        context.SetStatus(found.IsKnown ? $"{found.Differences.Count} differences at {context.Now}" : $"the venue did not answer at {context.Now}");
        context.ContinueAsNew(input with { LastDifferences = found.Differences });
        return new EternalResult("");
    }

    private static async Task<Reconciled> CompareAsync(IWorkflowContext context, ReconciliationInput input)
    {
        try
        {
            return await context.CallActivityAsync<ShardName, Reconciled>(ActivityNames.Reconcile, new ShardName(input.Shard), Retries.Brief);
        }
        catch (ActivityFailedException failure)
        {
            context.Log.Write(WorkflowLogLevel.Warning, $"The comparison failed: {failure.Failure}");
            return new Reconciled(false, []);
        }
    }
}
