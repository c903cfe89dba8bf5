using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Storage.Workflows;

/// <summary>Runs activities beside the runtime: on the thread pool in a process, in the event loop of a simulation.</summary>
public interface IActivityStarter
{
    /// <summary>
    /// Begins the call and returns; <paramref name="done"/> is called once, from any thread, with the result as JSON or the failure
    /// in words, the other being null.
    /// </summary>
    void Start(ActivityCall call, Action<string?, string?> done);
}
