using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>
/// The state machine between the engine's effects and the venue's order endpoints. An order's hash is known before it is sent; an
/// outcome is accepted, rejected, or unknown, and unknown is resolved by asking for the hash, never by another order.
/// </summary>
/// <remarks>
/// A cancel of an order whose placement is in flight waits for that outcome: sent earlier it could overtake the placement, be
/// answered "not found" and prove nothing. It goes out with the outcome, also when the outcome is unknown.
/// </remarks>
public sealed class OrderGateway
{
    private readonly OrderGatewayOptions _options;
    private readonly OrderBody _body;
    private readonly ITokenCatalog _markets;
    private readonly IOrderGatewayEvents _events;
    private readonly TradingRequests _requests;
    private readonly SignerRateLimits _limits;
    private readonly GatewayModes _modes;
    private readonly OrderTable _orders;
    private readonly OrderLedger _ledger;
    private readonly OrderInquiry _inquiry;
    private readonly OrderCancels _cancels;
    private readonly Dictionary<long, GatewayOrder> _placements = [];

    public OrderGateway(OrderGatewayOptions options, OrderSigner signer, ApiCredential credential, ITokenCatalog markets, IOrderGatewayEvents events)
    {
        _options = options;
        _body = new OrderBody(signer, credential.Key);
        _markets = markets;
        _events = events;
        _requests = new TradingRequests(credential, signer.Address, signer.Type);
        _limits = new SignerRateLimits(options.RateLimits);
        _modes = new GatewayModes(events);
        _orders = new OrderTable(options.MaximumOrders);
        _ledger = new OrderLedger(options, _orders, events);
        _cancels = new OrderCancels(_requests, _limits, _orders, _ledger);
        _inquiry = new OrderInquiry(options, _requests, markets, Trades.TradeOwner.OfApiKey(credential.Key), _orders, _ledger, _cancels, events);
        _cancels.Inquire = _inquiry.Begin;
    }

    /// <summary>Orders whose outcome or state is being asked for.</summary>
    public int UnresolvedCount => _orders.Active.Count(order => order.InDoubt || order.State == GatewayOrderState.Unknown);

    /// <summary>Orders that may still come to rest at the venue without our knowing: their placement is in flight, unsent, or in doubt.</summary>
    public int PlacementsUnresolved => _orders.Active.Count(order => order.InDoubt || order.State != GatewayOrderState.Live);

    /// <summary>Orders that are not known to be finished.</summary>
    public int UnfinishedCount => _orders.Active.Count;

    public VenueMode Mode => _modes.Mode;

    public Timestamp NextDeadline => Timestamp.Earlier(Timestamp.Earlier(_orders.NextDue, _modes.NextDeadline), _cancels.NextDeadline);

    public bool TryIntent(in Hash256 order, out IntentId intent)
    {
        var known = _orders.TryGet(order, out var found);
        intent = found?.Intent ?? IntentId.None;
        return known;
    }

    public bool TryOrder(IntentId intent, out Hash256 order)
    {
        var known = _orders.TryGet(intent, out var found);
        order = found?.Hash ?? default;
        return known;
    }

    /// <summary>Carries out Place, Cancel, CancelMarket and CancelAll; other effects are none of its business.</summary>
    public void Handle(Timestamp now, in Effect effect, HttpOutbox outbox)
    {
        switch (effect.Kind)
        {
            case EffectKind.Place:
                Place(now, effect, outbox);
                break;
            case EffectKind.Cancel:
                _cancels.Cancel(now, effect.Intent, outbox);
                break;
            case EffectKind.CancelMarket when _markets.TryMarket(effect.Market, out var pair):
                _cancels.Sweep(now, effect.Market, pair.Spec.ConditionId, outbox);
                break;
            case EffectKind.CancelMarket or EffectKind.CancelAll:
                // A market nobody knows is swept with everything: a cancel is never lost.
                _cancels.Sweep(now, null, "", outbox);
                break;
        }
    }

    /// <summary>Takes the outcome of a call; false when it is not this gateway's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        var isPlacement = _placements.Remove(callId, out var order);
        if (!isPlacement && !_cancels.Owns(callId) && !_inquiry.Owns(callId))
        {
            return false;
        }

        _modes.Learn(now, outcome);
        if (order is not null)
        {
            Placed(now, order, outcome, outbox);
        }
        else if (!_cancels.Completed(now, callId, outcome, outbox))
        {
            _inquiry.Completed(now, callId, outcome, outbox);
        }

        return true;
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        _modes.Tick(now);
        _cancels.Tick(now, outbox);
        while (_orders.TryTakeDue(now, out var order))
        {
            switch (order.State)
            {
                case GatewayOrderState.Done:
                    _orders.Forget(order);
                    break;
                case GatewayOrderState.WaitingToResend:
                    Resend(now, order, outbox);
                    break;
                case GatewayOrderState.Placing:
                    // The outcome of the call is overdue: counted as lost.
                    Doubt(now, order, Reason.VenueUnreachable, outbox);
                    break;
                default:
                    _inquiry.Ask(now, order, outbox);
                    break;
            }
        }
    }

    /// <summary>What the user stream or a reconciliation says of an order; false when it is not ours.</summary>
    /// <param name="kind">Live, Cancelled or Matched.</param>
    public bool Observed(Timestamp now, in Hash256 hash, OrderReportKind kind, Size matched, Reason reason, HttpOutbox outbox)
    {
        if (!_orders.TryGet(hash, out var order))
        {
            return false;
        }

        order.Acknowledged = true;
        switch (kind)
        {
            case OrderReportKind.Cancelled or OrderReportKind.Matched:
                _ledger.Finish(now, order, kind, matched, reason);
                break;
            case OrderReportKind.Live:
                Rests(now, order, matched, outbox);
                break;
        }

        return true;
    }

    /// <summary>Asks the venue what became of an order that a comparison with the venue did not show.</summary>
    public void Ask(Timestamp now, IntentId intent, HttpOutbox outbox)
    {
        if (_orders.TryGet(intent, out var order) && order.State == GatewayOrderState.Live)
        {
            _inquiry.Begin(now, order, outbox);
        }
    }

    /// <summary>The geoblock check's answer; an ambiguous one counts as blocked.</summary>
    public void RegionChecked(Timestamp now, bool blocked) => _modes.RegionChecked(now, blocked);

    /// <summary>Whether the account may only reduce positions.</summary>
    public void ClosedOnlyChecked(Timestamp now, bool closedOnly) => _modes.ClosedOnlyChecked(now, closedOnly);

    private void Place(Timestamp now, in Effect effect, HttpOutbox outbox)
    {
        // An intent is one order for ever: a second effect of it is the first one again.
        if (_orders.TryGet(effect.Intent, out _))
        {
            return;
        }

        var refusal = Refusal(now, effect, out var pair, out var contract, out var amounts);
        if (refusal != Reason.None || pair is null)
        {
            _events.Reported(now, new OrderReport(effect.Intent, OrderReportKind.Rejected, Size.Zero, refusal));
            return;
        }

        var fields = new SignedOrderFields
        {
            Salt = OrderSalt.Derive(_options.Shard, _options.Epoch, effect.Intent.Number),
            Token = pair.Token(effect.Outcome),
            MakerAmount = amounts.Maker,
            TakerAmount = amounts.Taker,
            Side = effect.Side,
            TimestampMilliseconds = effect.At.Milliseconds,
        };
        var hash = _body.Sign(contract, ref fields, effect.Type, effect.PostOnly, out var entry);
        var order = new GatewayOrder
        {
            Intent = effect.Intent,
            Hash = hash,
            Market = effect.Market,
            ConditionId = pair.Spec.ConditionId,
            Side = effect.Side,
            Size = amounts.Shares(effect.Side),
            Type = effect.Type,
            Purpose = effect.Purpose,
            DecidedAt = effect.At,
            Entry = entry.ToArray(),
        };
        if (!_events.Signing(now, new SignedIntent(
            effect.Intent, hash, fields.Salt, effect.Market, fields.Token, effect.Side, effect.Price, order.Size, effect.Type, fields.TimestampMilliseconds)))
        {
            _events.Reported(now, new OrderReport(effect.Intent, OrderReportKind.Rejected, Size.Zero, Reason.JournalBehind));
            return;
        }

        _orders.Add(order);
        Send(now, order, outbox);
    }

    private Reason Refusal(Timestamp now, in Effect effect, out TokenPair? pair, out ExchangeContract contract, out OrderAmounts amounts)
    {
        (contract, amounts) = (default, default);
        if (!_markets.TryMarket(effect.Market, out pair))
        {
            return Reason.MarketInactive;
        }

        if (!ExchangeDomain.TryContract(pair.Spec.Version, pair.Spec.NegativeRisk, out contract) || !PositionId.Agrees(pair.Spec.Version, pair.Token(effect.Outcome)))
        {
            return Reason.MarketVersionUnknown;
        }

        var forbidden = _modes.Forbids(effect);
        if (forbidden != Reason.None)
        {
            return forbidden;
        }

        if (OrderAmounts.For(effect.Type, effect.Side, effect.Price, effect.Size, pair.Spec.TickSize, out amounts) is var error && error != AmountError.None)
        {
            return error == AmountError.NothingLeft ? Reason.BelowMinimumSize : Reason.OffGrid;
        }

        return _orders.IsFull ? Reason.GatewayFull
            : !_limits.TryTakeOrder(now) ? Reason.RateLimited
            : Reason.None;
    }

    private void Send(Timestamp now, GatewayOrder order, HttpOutbox outbox)
    {
        order.State = GatewayOrderState.Placing;
        order.SentAt = now;
        var id = outbox.NextId();
        _placements.Add(id, order);
        outbox.Add(_requests.PostOrder(id, now, order.Entry) with { Timeout = _options.PlacementTimeout });
        _orders.Schedule(order, now + (_options.PlacementTimeout * 2));
    }

    private void Resend(Timestamp now, GatewayOrder order, HttpOutbox outbox)
    {
        if (order.CancelWanted || now - order.DecidedAt > _options.ResendWithin || _modes.Mode is not (VenueMode.Normal or VenueMode.PostOnly) || !_limits.TryTakeOrder(now))
        {
            _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, Reason.VenueUnreachable);
        }
        else
        {
            Send(now, order, outbox);
        }
    }

    private void Placed(Timestamp now, GatewayOrder order, in HttpOutcome outcome, HttpOutbox outbox)
    {
        var verdict = PlacementVerdict.Of(outcome, order.Hash);
        if (order.State is GatewayOrderState.Done or GatewayOrderState.Live && verdict.Kind is not (PlacementVerdictKind.Accepted or PlacementVerdictKind.OtherId))
        {
            // The user stream or a sweep was faster, and it knew more.
            return;
        }

        switch (verdict.Kind)
        {
            case PlacementVerdictKind.Accepted:
                Accepted(now, order, verdict.Answer, outbox);
                break;
            case PlacementVerdictKind.Rejected:
                if (outcome.Status == 429)
                {
                    _limits.OrderRefused(now, outcome.RetryAfterSeconds);
                }

                _ledger.Finish(now, order, OrderReportKind.Rejected, Size.Zero, verdict.Reason);
                break;
            case PlacementVerdictKind.NeverArrived:
                _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, verdict.Reason);
                break;
            case PlacementVerdictKind.NotSent:
                if (order.CancelWanted || order.State != GatewayOrderState.Placing || now - order.DecidedAt + _options.ResendPause > _options.ResendWithin)
                {
                    _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, verdict.Reason);
                }
                else
                {
                    order.State = GatewayOrderState.WaitingToResend;
                    _orders.Schedule(order, now + _options.ResendPause);
                }

                break;
            case PlacementVerdictKind.OtherId:
                _cancels.CancelForeign(now, verdict.Answer.Order, outbox);
                Doubt(now, order, verdict.Reason, outbox);
                break;
            default:
                order.Acknowledged |= verdict.Kind == PlacementVerdictKind.Duplicate;
                Doubt(now, order, verdict.Reason, outbox);
                break;
        }
    }

    private void Doubt(Timestamp now, GatewayOrder order, Reason reason, HttpOutbox outbox)
    {
        _ledger.Unknown(now, order, reason);
        _cancels.SendWanted(now, order, outbox);
        _inquiry.Begin(now, order, outbox);
    }

    private void Accepted(Timestamp now, GatewayOrder order, in PlacementAnswer answer, HttpOutbox outbox)
    {
        order.Acknowledged = true;
        if (order.State == GatewayOrderState.Done)
        {
            Rests(now, order, Size.Zero, outbox);
            return;
        }

        var matched = order.Side == Side.Buy ? answer.Taking : answer.Making;
        if (answer.Status == PlacementStatus.Matched && matched.IsPositive && order.IsWhole(matched))
        {
            _ledger.Finish(now, order, OrderReportKind.Matched, matched, Reason.None);
        }
        else if (answer.Status == PlacementStatus.Matched && matched.IsPositive && order.IsImmediate)
        {
            _ledger.Finish(now, order, OrderReportKind.Cancelled, matched, Reason.RejectedNotFilledWhole);
        }
        else
        {
            Rests(now, order, matched, outbox);
            if (order.IsImmediate || answer.Status is PlacementStatus.Delayed or PlacementStatus.Unmatched)
            {
                _inquiry.Begin(now, order, outbox);
            }
        }
    }

    private void Rests(Timestamp now, GatewayOrder order, Size matched, HttpOutbox outbox)
    {
        if (order.State == GatewayOrderState.Done)
        {
            if (order.Last.Kind is not (OrderReportKind.NeverArrived or OrderReportKind.Rejected))
            {
                return;
            }

            // Declared gone, yet it rests: nobody manages it any more.
            _ledger.Revive(now, order);
            order.CancelWanted = true;
        }

        _ledger.Live(now, order, matched);
        _cancels.SendWanted(now, order, outbox);
    }
}
