using PolyCloud.Engine.Values;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>A control plane that is held still at a write. Whoever started it takes it for dead; it is let go while another runs.</summary>
internal sealed class HeldControlPlane(VirtualControlPlane inner, FaultyStore store, TaskCompletionSource release) : IControlPlane
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Task? _pump;
    private bool _isLetGo;

    public int Writes => inner.Writes;

    /// <summary>It noticed that its lease is gone and does nothing any more.</summary>
    public bool HasEnded { get; private set; }

    public async Task PumpAsync(Timestamp now, bool storeIsAway)
    {
        var pump = inner.PumpAsync(now, storeIsAway);
        while (!pump.IsCompleted && !store.IsHeld)
        {
            await Task.Delay(1);
        }

        if (store.IsHeld)
        {
            _pump = pump;
            throw new KilledException();
        }

        await pump;
    }

    /// <summary>What it was about to write is written now, or refused; then it looks at its lease.</summary>
    public async Task LetGoAsync(Timestamp now)
    {
        if (_isLetGo)
        {
            return;
        }

        _isLetGo = true;
        release.SetResult();
        try
        {
            await _pump!.WaitAsync(Patience);
            await inner.PumpAsync(now, storeIsAway: false);

            // Held before it had the lease, it waits for it.
            HasEnded = !inner.Leads;
        }
        catch (KilledException)
        {
            HasEnded = true;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
