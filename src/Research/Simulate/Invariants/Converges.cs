using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Once nothing goes wrong any more, the worker that trades and the exchange agree within a bounded time.</summary>
internal sealed class Converges : IInvariant
{
    /// <summary>A takeover, a call that times out at each of its steps, a reconciliation every 30 s, and the pauses between.</summary>
    private static readonly Duration Bound = Duration.FromSeconds(100);

    private static readonly Duration Pause = Duration.FromMilliseconds(250);
    private Timestamp _nextLook;
    private bool _hasConverged;

    public string Name => "converges";

    /// <summary>How long it took; null where it has not happened, or there was no calm.</summary>
    public Duration? Took { get; private set; }

    public string? Broken(SimulationScene scene)
    {
        if (_hasConverged || scene.Now < scene.Plan.CalmFrom || scene.Now < _nextLook)
        {
            return null;
        }

        _nextLook = scene.Now + Pause;
        if (Agreement.Difference(scene) is { } difference)
        {
            return scene.Now - scene.Plan.CalmFrom > Bound ? difference : null;
        }

        _hasConverged = true;
        Took = scene.Now - scene.Plan.CalmFrom;
        return null;
    }
}
