namespace PolyCloud.Orchestrations.Port;

/// <summary>The workflows a runtime can run, by name.</summary>
public sealed class WorkflowCatalog
{
    private readonly Dictionary<string, Func<IWorkflowContext, string, Task<string>>> _workflows = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _workflows.Keys;

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public WorkflowCatalog Add<TInput, TResult>(string name, Func<IWorkflowContext, TInput, Task<TResult>> workflow)
    {
        _workflows.Add(name, async (context, input) =>
        {
            var read = Payload.Read<TInput>(input)
                ?? throw new ArgumentException($"The workflow {name} was started without an input.", nameof(input));
            return Payload.Write(await workflow(context, read));
        });
        return this;
    }

    /// <summary>The workflow's code from JSON to JSON.</summary>
    /// <exception cref="KeyNotFoundException">No such workflow.</exception>
    public Func<IWorkflowContext, string, Task<string>> Find(string name) =>
        _workflows.TryGetValue(name, out var workflow) ? workflow : throw new KeyNotFoundException($"There is no workflow '{name}'.");
}
