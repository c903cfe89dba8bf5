using Microsoft.Extensions.Logging;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>What workflows say, as log lines.</summary>
internal sealed class WorkflowConsole(ILogger log) : IWorkflowLog
{
    public void Write(WorkflowLogLevel level, string text) => log.Log(
        level switch
        {
            WorkflowLogLevel.Information => LogLevel.Information,
            WorkflowLogLevel.Warning => LogLevel.Warning,
            _ => LogLevel.Error,
        },
        "{Text}",
        text);
}
