using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>Takes people's wishes about one order or one position to the engine as one journaled input each; a wish that would do nothing is an error.</summary>
internal sealed class OrderDesk(EngineDriver driver, MarketDirectory directory, INodeObserver observer)
{
    /// <summary>Cancels one live order, or says what is wrong and changes nothing.</summary>
    public IReadOnlyList<string> Cancel(Engine.Values.Timestamp now, IntentId intent, string why)
    {
        if (!driver.Engine.LiveOrders().Any(order => order.Intent == intent))
        {
            return [$"order {intent} does not live."];
        }

        driver.Engine.OnCancelOrder(now, intent, driver.Effects);
        observer.Noted(now, NodeNote.Order, $"cancel {intent} ({why})");
        return [];
    }

    /// <summary>Has the market's position covered by the rules of its last minute, or says what is wrong and changes nothing.</summary>
    public IReadOnlyList<string> Close(Engine.Values.Timestamp now, string slug, string why)
    {
        if (!directory.TrySlug(slug, out var market))
        {
            return [$"{slug} is no window held now."];
        }

        var view = driver.Engine.View(market);
        if (view.Phase is < MarketPhase.Making or >= MarketPhase.HedgeLock)
        {
            return [$"{slug} is in {view.Phase}; a position can be closed from Making to CloseOnly."];
        }

        if (view.Halt != Engine.Effects.Reason.None)
        {
            return [$"{slug} is halted, which forbids closing too; re-arm it, or flatten."];
        }

        driver.Engine.OnDesiredPhase(now, market, MarketPhase.HedgeLock, driver.Effects);
        observer.Noted(now, NodeNote.Order, $"close {slug} ({why})");
        return [];
    }
}
