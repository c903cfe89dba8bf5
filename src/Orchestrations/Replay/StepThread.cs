namespace PolyCloud.Orchestrations.Replay;

/// <summary>
/// Keeps workflow code on the thread that replays it: continuations wait here until <see cref="Drain"/>. One that comes from another
/// thread means that the code awaited something foreign.
/// </summary>
internal sealed class StepThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _waiting = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>A continuation came from another thread.</summary>
    public bool LeftTheThread { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_waiting)
        {
            LeftTheThread |= Environment.CurrentManagedThreadId != _thread;
            _waiting.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what waits and what comes of it, in order.</summary>
    public void Drain()
    {
        while (Next(out var callback, out var state))
        {
            callback(state);
        }
    }

    private bool Next(out SendOrPostCallback callback, out object? state)
    {
        lock (_waiting)
        {
            var any = _waiting.TryDequeue(out var next);
            (callback, state) = any ? next : (static _ => { }, null);
            return any;
        }
    }
}
