using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Events;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Events;

/// <summary>Hands on what the node tells, and makes the catalogue's events of it. Publishing never waits.</summary>
/// <param name="inner">Keeps the records.</param>
/// <param name="publish">Takes each event; must be quick and never throw.</param>
internal sealed class EngineEventFeed(INodeObserver inner, string shard, long epoch, Action<EngineEvent> publish) : INodeObserver
{
    /// <summary>Slots are used again: a slug stays until the next window takes its slot, so that late fills are told of.</summary>
    private readonly Dictionary<MarketId, string> _slugs = [];

    private readonly HeldTokens _held = new();
    private Outcome _placingOutcome;
    private BotId _placingBot;
    private long _number;

    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        var written = inner.Signing(now, intent);
        if (written)
        {
            Publish(now, SlugOf(intent.Market), new OrderPlaced(
                intent.Hash.ToString(), intent.Intent.Number, Name(_placingBot), _placingOutcome.ToString(), intent.Side.ToString(), intent.Price.ToString(), intent.Size.ToString(), intent.Type.ToString()));
        }

        return written;
    }

    public void Decided(Timestamp now, in Effect effect)
    {
        inner.Decided(now, effect);
        switch (effect.Kind)
        {
            case EffectKind.Place:
                (_placingOutcome, _placingBot) = (effect.Outcome, effect.Bot);
                break;

            // A note of the whole engine has no phase, and its market is the first by default.
            case EffectKind.Note when effect.Reason == Reason.None && effect.Phase > MarketPhase.Discovered && SlugOf(effect.Market) is { } slug:
                Publish(now, slug, new PhaseEntered(effect.Phase.ToString(), effect.Reason.Label()));
                break;
            case EffectKind.Alert when effect.Reason is Reason.BotDrawdown or Reason.PortfolioDrawdown:
                Publish(now, null, new DrawdownThreshold(effect.Reason.Label(), effect.Reason == Reason.BotDrawdown ? Name(effect.Bot) : ""));
                break;
            case EffectKind.BotNote when effect.BotState is BotState.Paused or BotState.EmergencyHalt or BotState.Error:
                Publish(now, null, new CircuitBreakerTriggered(effect.Reason.Label(), "bot", Name(effect.Bot)));
                break;
            default:
                break;
        }
    }

    public void Reported(Timestamp now, in OrderReport report) => inner.Reported(now, report);

    public void Filled(Timestamp now, in Fill fill)
    {
        inner.Filled(now, fill);
        if (SlugOf(fill.Market) is not { } slug)
        {
            return;
        }

        Publish(now, slug, new OrderFilled(
            fill.Trade.ToString("D"), fill.Intent.Number, fill.Outcome.ToString(), fill.Side.ToString(), fill.Price.ToString(), fill.Size.ToString(), fill.Amount.ToString(), fill.Fee.ToString(), fill.IsMaker, fill.Status.ToString()));
        if (_held.OnFill(now, fill) is { } change)
        {
            Publish(now, slug, change);
        }
    }

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
    {
        inner.MarketAdded(now, market, spec);
        _slugs[market] = spec.Slug;
    }

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
    {
        inner.MarketResolved(now, market, spec, winner);
        Publish(now, spec.Slug, new MarketSettled(winner.ToString()));
        foreach (var closed in _held.OnResolved(now, market, winner))
        {
            Publish(now, spec.Slug, closed);
        }
    }

    public void Operated(Timestamp now, OperationRecord operation) => inner.Operated(now, operation);

    public void Noted(Timestamp now, NodeNote note, string detail)
    {
        inner.Noted(now, note, detail);
        if (note == NodeNote.Halted)
        {
            Publish(now, null, new EmergencyHalt(detail));
        }
    }

    /// <summary>The day's loss has stopped all opening.</summary>
    public void DailyLossHit(Timestamp now) => Publish(now, null, new CircuitBreakerTriggered(Reason.DailyLossLimit.Label(), "shard", ""));

    private void Publish(Timestamp now, string? slug, IEventData data) => publish(EngineEvent.Of(shard, epoch, ++_number, slug, now, data));

    private string? SlugOf(MarketId market) => _slugs.GetValueOrDefault(market);

    private static string Name(BotId bot) => bot.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
