using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// From the sockets of the exchanges to the engine. Both are heard at once: the second stands in for the first without a pause,
/// and each checks the other. Their staleness is the engine's to judge, by the moment each price was received.
/// </summary>
internal sealed class FastPriceFeed(EngineDriver driver, INodeObserver observer) : IFastPriceEvents
{
    void IFastPriceEvents.FastPrice(Timestamp now, string asset, in FastPriceTick tick)
    {
        var began = driver.Begin();
        driver.Engine.OnFastPrice(now, asset, tick, driver.Effects);
        driver.End(began);
    }

    void IFastPriceEvents.Connected(Timestamp now, FastPriceSource source) => observer.Noted(now, NodeNote.FeedBack, source.ToString());

    void IFastPriceEvents.ContinuityLost(Timestamp now, FastPriceSource source, string why) => observer.Noted(now, NodeNote.FeedLost, $"{source}: {why}");

    void IFastPriceEvents.FrameSkipped(Timestamp now, FastPriceSource source, FrameFault fault) => observer.Noted(now, NodeNote.FrameSkipped, $"{source}: {fault}");
}
