using PolyCloud.Engine.Values;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>The successor of a held control plane; some seconds after it has begun, the other one is let go.</summary>
internal sealed class ThawingControlPlane(VirtualControlPlane inner, HeldControlPlane held) : IControlPlane
{
    private static readonly Duration Lag = Duration.FromSeconds(12);

    private Timestamp _begun = Timestamp.Never;

    public int Writes => inner.Writes;

    public async Task PumpAsync(Timestamp now, bool storeIsAway)
    {
        _begun = Timestamp.Earlier(_begun, now);
        await inner.PumpAsync(now, storeIsAway);
        if (now >= _begun + Lag && !storeIsAway)
        {
            await held.LetGoAsync(now);
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
