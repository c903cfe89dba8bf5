using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.ControlPlane;

namespace PolyCloud.ContainerWorker.ControlPlane;

/// <summary>What the worker tells the control plane of itself: when it changes, and now and then as a sign of life.</summary>
/// <param name="time">Real time.</param>
internal sealed class Observation(string shard, long epoch, TimeProvider time)
{
    /// <summary>Between two signs of life; a third of the shortest silence that a watchdog takes for one. In real time.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    private ObservedWorkerRow? _told;
    private long _toldAt;

    /// <summary>The row to be written, or null where the last one still says it all.</summary>
    /// <param name="haltNumber">The newest halt that was followed.</param>
    /// <param name="parametersNumber">The newest parameters that were put in force.</param>
    public ObservedWorkerRow? Look(TradingNode node, long haltNumber, long parametersNumber, Timestamp now)
    {
        var row = new ObservedWorkerRow
        {
            Shard = shard,
            Epoch = epoch,
            HaltNumber = haltNumber,
            IsHalted = node.Halt != Reason.None,
            IsClear = node.IsClear,
            ParametersNumber = parametersNumber,
            Markets = [.. node.Directory.All.Select(pair => MarketOf(node, WindowKey.Of(pair.Spec), pair.Market))],
            Updated = now,
        };
        if (_told is not null && row.SaysTheSameAs(_told) && time.GetElapsedTime(_toldAt) < SignOfLife)
        {
            return null;
        }

        _told = row;
        _toldAt = time.GetTimestamp();
        return row;
    }

    private static ObservedMarket MarketOf(TradingNode node, string slug, Engine.Markets.MarketId market)
    {
        var view = node.Driver.Engine.View(market);
        return new ObservedMarket(slug, view.Phase, view.Halt != Reason.None);
    }
}
