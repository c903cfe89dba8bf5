using Microsoft.Extensions.Logging;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Workflows;

/// <summary>The words of workflow code, with the instance they are of. The logger is silent while replaying.</summary>
internal sealed class ReplaySafeLog(ILogger logger, string instanceId) : IWorkflowLog
{
    public void Write(WorkflowLogLevel level, string text) => logger.Log(
        level switch
        {
            WorkflowLogLevel.Warning => LogLevel.Warning,
            WorkflowLogLevel.Error => LogLevel.Error,
            _ => LogLevel.Information,
        },
        "{Instance}: {Text}",
        instanceId,
        text);
}
