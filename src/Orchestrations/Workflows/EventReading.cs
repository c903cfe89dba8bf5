using System.Text.Json;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Reads what outsiders send: a payload that is malformed or of another version is logged and left alone.</summary>
internal static class EventReading
{
    /// <summary>The payload, or null where it cannot be taken.</summary>
    public static T? Take<T>(IWorkflowContext context, in NamedEventWait wait)
        where T : class, IControlEvent
    {
        string problem;
        try
        {
            var read = wait.Read<T>();
            if (read is { Problem: null })
            {
                return read;
            }

            problem = read?.Problem ?? "it has no payload";
        }
        catch (JsonException damage)
        {
            problem = damage.Message;
        }

        context.Log.Write(WorkflowLogLevel.Warning, $"The event {wait.Name} is left alone: {problem}");
        return null;
    }
}
