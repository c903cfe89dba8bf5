namespace PolyCloud.Orchestrations.Port;

/// <summary>Where workflow code speaks to operators. Never given a secret.</summary>
public interface IWorkflowLog
{
    void Write(WorkflowLogLevel level, string text);
}

public enum WorkflowLogLevel : byte
{
    Information,
    Warning,
    Error,
}
