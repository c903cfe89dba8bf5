using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Tells people; that it cannot be told keeps no workflow from its work.</summary>
internal static class Alerts
{
    public static async Task RaiseAsync(IWorkflowContext context, Alert alert)
    {
        context.Log.Write(alert.Severity == AlertSeverity.Information ? WorkflowLogLevel.Information : WorkflowLogLevel.Warning, $"{alert.Title}: {alert.Detail}");
        try
        {
            await context.CallActivityAsync<Alert, ActivityDone>(ActivityNames.RaiseAlert, alert, Retries.Brief);
        }
        catch (ActivityFailedException failure)
        {
            context.Log.Write(WorkflowLogLevel.Error, $"The alert {alert.Key} could not be raised: {failure.Failure}");
        }
    }
}
