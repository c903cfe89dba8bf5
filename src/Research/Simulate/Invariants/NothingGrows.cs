using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>No list of a worker or of the venue grows beyond what its work can need.</summary>
internal sealed class NothingGrows : IInvariant
{
    private const int CallsMaximum = 200;
    private const int OrdersMaximum = 64;
    private const int FramesMaximum = 20_000;
    private const int MarketsMaximum = 12;
    private static readonly Duration Pause = Duration.FromSeconds(1);
    private Timestamp _nextLook;

    public string Name => "nothing-grows";

    public string? Broken(SimulationScene scene)
    {
        if (scene.Now < _nextLook)
        {
            return null;
        }

        _nextLook = scene.Now + Pause;
        foreach (var worker in scene.Workers)
        {
            if (worker.Link.CallsUnderWay > CallsMaximum || worker.Link.FramesWaiting > FramesMaximum)
            {
                return $"worker {worker.Name} has {worker.Link.CallsUnderWay} calls under way and {worker.Link.FramesWaiting} frames waiting";
            }

            if (worker.Node is { } node && (node.Driver.Engine.LiveOrders().Count > OrdersMaximum || node.Driver.Engine.ActiveMarkets.Length > MarketsMaximum))
            {
                return $"worker {worker.Name} has {node.Driver.Engine.LiveOrders().Count} live orders in {node.Driver.Engine.ActiveMarkets.Length} markets";
            }
        }

        return scene.Exchange.Live.Count > OrdersMaximum ? $"{scene.Exchange.Live.Count} orders rest at the exchange" : null;
    }
}
