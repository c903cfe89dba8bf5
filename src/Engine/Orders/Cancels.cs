using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>
/// Cancelling until it is done: asked for once, sent when it can take hold, sent again with growing pauses. A taking order is
/// never cancelled, because the venue holds it uncancellable and ends it by itself.
/// </summary>
internal sealed class Cancels
{
    private const int MostDoublings = 4;

    private readonly OrderOptions _options;
    private readonly OrderTable _orders;
    private readonly World _world;

    public Cancels(OrderOptions options, OrderTable orders, World world)
    {
        _options = options;
        _orders = orders;
        _world = world;
    }

    /// <summary>
    /// Asks for the end of one order. One that is not acknowledged yet is only marked: a cancel that overtakes its order does
    /// nothing. It goes out with the first sign of life, or after <see cref="OrderOptions.CancelTimeout"/>.
    /// </summary>
    public void Request(ref OrderRecord order, Timestamp now, EffectBuffer effects)
    {
        if (order.Type is OrderType.Fak or OrderType.Fok || order.State.IsTerminal() || order.CancelWanted)
        {
            return;
        }

        order.CancelWanted = true;
        order.NextCancel = order.State == OrderState.PendingPlace ? order.Placed + _options.CancelTimeout : now;
        Serve(ref order, now, effects);
    }

    /// <summary>Asks for the end of all orders of a market.</summary>
    /// <param name="sweep">Also asks the venue to cancel whatever it has of ours in this market, known or not.</param>
    public void RequestAll(Market market, bool sweep, Reason reason, Timestamp now, EffectBuffer effects)
    {
        if (sweep && _world.CanCancel)
        {
            ref var effect = ref effects.Add(EffectKind.CancelMarket, now);
            effect.Market = market.Id;
            effect.Reason = reason;
        }

        foreach (var index in market.Open)
        {
            Request(ref _orders[index], now, effects);
        }
    }

    /// <summary>Asks for the end of all orders of all markets, and of whatever else the venue has of this credential.</summary>
    public void RequestEverything(MarketTable markets, Reason reason, Timestamp now, EffectBuffer effects)
    {
        if (_world.CanCancel)
        {
            effects.Add(EffectKind.CancelAll, now).Reason = reason;
        }

        foreach (var id in markets.Active)
        {
            RequestAll(markets[id], sweep: false, reason, now, effects);
        }
    }

    /// <summary>Sends what is due and tells the market when to look again.</summary>
    public void Serve(Market market, Timestamp now, EffectBuffer effects)
    {
        foreach (var index in market.Open)
        {
            ref var order = ref _orders[index];
            if (order.CancelWanted && !order.State.IsTerminal())
            {
                Serve(ref order, now, effects);
                market.Deadline = order.NextCancel > now ? Timestamp.Earlier(market.Deadline, order.NextCancel) : market.Deadline;
            }
        }
    }

    /// <summary>The venue shows the order alive: a wanted cancel can take hold now.</summary>
    public void OnAlive(ref OrderRecord order, Timestamp now)
    {
        if (order.CancelWanted && order.CancelAttempts == 0)
        {
            order.NextCancel = now;
        }
    }

    /// <summary>The cancel was not carried out: again after a pause that doubles.</summary>
    public void OnFailed(ref OrderRecord order, Timestamp now) =>
        order.NextCancel = now + (_options.CancelRetry * (1L << Math.Min(Math.Max(order.CancelAttempts - 1, 0), MostDoublings)));

    private void Serve(ref OrderRecord order, Timestamp now, EffectBuffer effects)
    {
        if (now < order.NextCancel || !_world.CanCancel)
        {
            return;
        }

        order.State = OrderState.PendingCancel;
        order.CancelSent = now;
        order.CancelAttempts++;
        order.NextCancel = now + _options.CancelTimeout;
        ref var effect = ref effects.Add(EffectKind.Cancel, now);
        effect.Market = order.Market;
        effect.Intent = order.Intent;
        if (order.CancelAttempts == _options.CancelAttemptsBeforeAlert)
        {
            ref var alert = ref effects.Add(EffectKind.Alert, now);
            alert.Market = order.Market;
            alert.Intent = order.Intent;
            alert.Reason = Reason.CancelNotConfirmed;
            alert.Size = order.Remaining;
        }
    }
}
