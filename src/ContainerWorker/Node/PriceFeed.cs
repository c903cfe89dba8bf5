using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>From the price socket to the engine.</summary>
internal sealed class PriceFeed(EngineDriver driver, INodeObserver observer) : IPriceEvents
{
    public bool IsConnected { get; private set; }

    void IPriceEvents.Price(Timestamp now, string asset, in OracleTick tick)
    {
        var began = driver.Begin();
        driver.Engine.OnOracle(now, asset, tick, driver.Effects);
        driver.End(began);
    }

    void IPriceEvents.Connected(Timestamp now) => Connection(now, connected: true, "price");

    void IPriceEvents.ContinuityLost(Timestamp now, string why) => Connection(now, connected: false, "price: " + why);

    void IPriceEvents.FrameSkipped(Timestamp now, FrameFault fault) => observer.Noted(now, NodeNote.FrameSkipped, "price: " + fault);

    void IPriceEvents.Refused(Timestamp now, string code) => observer.Noted(now, NodeNote.FeedLost, "price refused: " + code);

    private void Connection(Timestamp now, bool connected, string detail)
    {
        IsConnected = connected;
        observer.Noted(now, connected ? NodeNote.FeedBack : NodeNote.FeedLost, detail);
        driver.Engine.OnFeed(now, Feed.Oracle, connected, driver.Effects);
    }
}
