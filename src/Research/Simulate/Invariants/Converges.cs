using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>
/// Once nothing goes wrong any more, the worker that trades and the exchange agree within a bounded time. Whether an operation on chain
/// of which no answer came has happened is told by the balances, and they say nothing while executions of its market are still being
/// settled: the time in which the worker that trades waits for both does not count.
/// </summary>
internal sealed class Converges : IInvariant
{
    /// <summary>A takeover, a call that times out at each of its steps, a reconciliation every 30 s, and the pauses between.</summary>
    private static readonly Duration Bound = Duration.FromSeconds(100);

    private static readonly Duration Pause = Duration.FromMilliseconds(250);
    private Timestamp _nextLook;
    private Timestamp _hiddenAt;
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
            _hiddenAt = SettlementsHideAnOperation(scene) ? scene.Now : _hiddenAt;
            return scene.Now - Timestamp.Later(scene.Plan.CalmFrom, _hiddenAt) > Bound ? difference : null;
        }

        _hasConverged = true;
        Took = scene.Now - scene.Plan.CalmFrom;
        return null;
    }

    private static bool SettlementsHideAnOperation(SimulationScene scene)
    {
        if (scene.Incumbent is not { Node: { } node } worker)
        {
            return false;
        }

        foreach (var market in node.Driver.Engine.ActiveMarkets)
        {
            var view = node.Driver.Engine.View(market);
            if (!(view.Up.IsSettled && view.Down.IsSettled) && scene.Books.IsInDoubt(worker.Epoch, view.Spec.Slug))
            {
                return true;
            }
        }

        return false;
    }
}
