namespace PolyCloud.Orchestrations.Replay;

/// <summary>What the run asked for and has not been answered, by id.</summary>
internal sealed class OpenWaits
{
    private readonly Dictionary<int, Wait> _waits = [];

    public int Count => _waits.Count;

    public Task<string> Add(int id, Func<string, Exception> failure)
    {
        var wait = new Wait(new TaskCompletionSource<string>(), failure);
        _waits.Add(id, wait);
        return wait.Source.Task;
    }

    /// <summary>Answers; false where nobody waits any more, as for a cancelled timer.</summary>
    public bool Complete(int id, string result) => _waits.Remove(id, out var wait) && wait.Source.TrySetResult(result);

    public bool Fail(int id, string failure) => _waits.Remove(id, out var wait) && wait.Source.TrySetException(wait.Failure(failure));

    public bool Remove(int id) => _waits.Remove(id);

    private sealed record Wait(TaskCompletionSource<string> Source, Func<string, Exception> Failure);
}
