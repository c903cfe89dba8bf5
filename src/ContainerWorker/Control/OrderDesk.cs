using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.ReadModel.Commands;

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

    /// <summary>Sends an order at once by the engine's phases and limits, or says what is wrong and sends nothing.</summary>
    public IReadOnlyList<string> Place(Engine.Values.Timestamp now, PersonOrderRequest request, out IntentId placed)
    {
        placed = IntentId.None;
        if (!directory.TrySlug(request.Slug, out var market))
        {
            return [$"{request.Slug} is no window held now."];
        }

        var bot = driver.Engine.BotViews.FirstOrDefault(view => view.Bot.ToString() == request.Bot);
        var before = driver.Effects.Count;
        var refused = driver.Engine.OnPersonOrder(
            now, new PersonOrder(market, bot.Bot, request.Outcome, request.Side, request.Limit, request.Size, request.IsWhole), driver.Effects);
        if (refused != Reason.None)
        {
            return [$"it is refused: {refused.Label()}."];
        }

        foreach (ref readonly var effect in driver.Effects.Written[before..])
        {
            placed = effect.Kind == EffectKind.Place && effect.Purpose == OrderPurpose.Person ? effect.Intent : placed;
        }

        observer.Noted(now, NodeNote.Order, $"{placed} {request.Side} {request.Size} {request.Outcome} to {request.Limit} in {request.Slug} for {request.Bot} ({request.Reason})");
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

        if (view.Halt != Reason.None)
        {
            return [$"{slug} is halted, which forbids closing too; re-arm it, or flatten."];
        }

        driver.Engine.OnDesiredPhase(now, market, MarketPhase.HedgeLock, driver.Effects);
        observer.Noted(now, NodeNote.Order, $"close {slug} ({why})");
        return [];
    }
}
