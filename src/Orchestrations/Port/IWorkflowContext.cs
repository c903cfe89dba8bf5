using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Port;

/// <summary>
/// All that workflow code may touch. The code runs again from its beginning after every pause, over the recorded history, so it
/// must take time, ids and results from here alone and await nothing else. Payloads travel as JSON.
/// </summary>
public interface IWorkflowContext
{
    /// <summary>Unique among the instances of the runtime; chosen by who started it.</summary>
    string InstanceId { get; }

    /// <summary>The moment of the step that is running or was replayed: the same at every replay.</summary>
    Timestamp Now { get; }

    /// <summary>Whether the code runs over what has already happened.</summary>
    bool IsReplaying { get; }

    /// <summary>Writes only where the code does something for the first time.</summary>
    IWorkflowLog Log { get; }

    /// <summary>Runs an activity at least once, again by the policy where it fails.</summary>
    /// <exception cref="ActivityFailedException">The last attempt failed.</exception>
    Task<TResult> CallActivityAsync<TInput, TResult>(string activity, TInput input, RetryPolicy retry);

    /// <summary>Ends at the moment, or at once where it has passed.</summary>
    Task WaitUntilAsync(Timestamp due);

    /// <summary>
    /// The next event of that name, or none at the moment. Events are kept from the instance's start on and taken in the order of
    /// their arrival; a wait that timed out takes none.
    /// </summary>
    Task<EventWait<T>> WaitForEventAsync<T>(string name, Timestamp until);

    /// <summary>The next event of any of the names, or none at the moment.</summary>
    Task<NamedEventWait> WaitForAnyEventAsync(IReadOnlyList<string> names, Timestamp until);

    /// <summary>Runs another workflow to its end as this one's child.</summary>
    /// <exception cref="ChildWorkflowFailedException">It failed or was terminated.</exception>
    Task<TResult> CallChildAsync<TInput, TResult>(string workflow, string instanceId, TInput input);

    /// <summary>Ends this run and begins a new one with an empty history; events not yet taken go over. Return right after it.</summary>
    void ContinueAsNew<TInput>(TInput input);

    /// <summary>An id that is the same at every replay and unlike any other.</summary>
    Guid NewId();

    /// <summary>What a person sees of the instance now, up to 4 000 characters.</summary>
    void SetStatus(string status);
}
