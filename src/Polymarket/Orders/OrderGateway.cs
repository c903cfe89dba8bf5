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
    private readonly ITokenCatalog _markets;
    private readonly IOrderGatewayEvents _events;
    private readonly OrderComposer _composer;
    private readonly SignerRateLimits _limits;
    private readonly CancelDebtWatch _debt;
    private readonly GatewayModes _modes;
    private readonly OrderTable _orders;
    private readonly OrderLedger _ledger;
    private readonly OrderInquiry _inquiry;
    private readonly OrderCancels _cancels;
    private readonly OrderPosts _posts;
    private readonly PlacementRetries _retries;

    public OrderGateway(OrderGatewayOptions options, OrderSigner signer, ApiCredential credential, ITokenCatalog markets, IOrderGatewayEvents events)
    {
        _options = options;
        _markets = markets;
        _events = events;
        var requests = new TradingRequests(credential, signer.Address, signer.Type);
        var balances = new BalanceRefresh(requests);
        _composer = new OrderComposer(options, signer, credential, events);
        _limits = new SignerRateLimits(options.RateLimits);
        _debt = new CancelDebtWatch(_limits, events);
        _modes = new GatewayModes(events);
        _orders = new OrderTable(options.MaximumOrders);
        _ledger = new OrderLedger(options, _orders, events, balances.Bought);
        var address = new IpRateLimits(options.IpRateLimits);
        _cancels = new OrderCancels(requests, _limits, address, _orders, _ledger, options.StreamPatience);
        _posts = new OrderPosts(options, requests, _orders, address, HeldBack);
        _retries = new PlacementRetries(options, _composer, events, markets, _orders, _ledger, _posts, balances);
        _inquiry = new OrderInquiry(options, requests, markets, Trades.TradeOwner.OfApiKey(credential.Key), _orders, _ledger, _cancels, events);
        _cancels.Inquire = _inquiry.Begin;
    }

    /// <summary>Orders whose outcome or state is being asked for.</summary>
    public int UnresolvedCount => _orders.Active.Count(order => order.InDoubt || order.State == GatewayOrderState.Unknown);

    /// <summary>Orders that may still come to rest at the venue without our knowing: their placement is in flight, unsent, or in doubt.</summary>
    public int PlacementsUnresolved => _orders.Active.Count(order => order.InDoubt || order.State != GatewayOrderState.Live);

    /// <summary>Orders that are not known to be finished.</summary>
    public int UnfinishedCount => _orders.Active.Count;

    public VenueMode Mode => _modes.Mode;

    /// <summary>
    /// Something may rest, and every cancel of the last seconds has failed: only the venue's dead-man switch can clear the book. Whoever
    /// must clear it withholds the heartbeats.
    /// </summary>
    public bool CancelsFail(Timestamp now) => UnfinishedCount > 0 && _cancels.HaveFailed(now);

    /// <summary>Whether the venue would refuse a cancel now, and until when.</summary>
    public CancelDebt CancelDebt(Timestamp now) => _limits.Debt(now);

    public Timestamp NextDeadline
    {
        get
        {
            var next = Timestamp.Earlier(Timestamp.Earlier(_orders.NextDue, _modes.NextDeadline), _cancels.NextDeadline);
            return Timestamp.Earlier(next, Timestamp.Earlier(_posts.NextDeadline, _debt.NextDeadline));
        }
    }

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

    /// <summary>
    /// Carries out Place, Cancel, CancelMarket and CancelAll; other effects are none of its business. Single placements and cancels
    /// enter the outbox with <see cref="Flush"/>, so that those of one moment go together.
    /// </summary>
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

    /// <summary>The step is over: what is due goes out. Where it is not called, the next tick does it, and it is due at once.</summary>
    public void Flush(Timestamp now, HttpOutbox outbox)
    {
        _posts.Flush(now, outbox);
        _cancels.Flush(now, outbox);
    }

    /// <summary>Takes the outcome of a call; false when it is not this gateway's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        var isPlacement = _posts.TryTake(callId, out var posted);
        if (!isPlacement && !_cancels.Owns(callId) && !_inquiry.Owns(callId) && !_retries.Owns(callId))
        {
            return false;
        }

        _modes.Learn(now, outcome);
        if (isPlacement)
        {
            Placed(now, posted, outcome, outbox);
        }
        else if (_retries.Owns(callId))
        {
            _retries.Completed(now, callId, outcome);
        }
        else if (!_cancels.Completed(now, callId, outcome, outbox))
        {
            _inquiry.Completed(now, callId, outcome, outbox);
        }

        _debt.Look(now);
        Flush(now, outbox);
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
                case GatewayOrderState.WaitingToSend or GatewayOrderState.WaitingForBalance:
                    Resend(now, order);
                    break;
                case GatewayOrderState.AskingVersion:
                    _ledger.Finish(now, order, OrderReportKind.Rejected, Size.Zero, Reason.RejectedOrderVersion);
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

        _debt.Look(now);
        Flush(now, outbox);
    }

    /// <summary>What the user stream or a reconciliation says of an order; false when it is not ours.</summary>
    /// <param name="kind">Live, Cancelled or Matched.</param>
    public bool Observed(Timestamp now, in Hash256 hash, OrderReportKind kind, Size matched, Reason reason, HttpOutbox outbox)
    {
        if (!_orders.TryGet(hash, out var order))
        {
            return false;
        }

        (order.Acknowledged, order.IsToldOf) = (true, true);
        switch (kind)
        {
            case OrderReportKind.Cancelled or OrderReportKind.Matched:
                _ledger.Finish(now, order, kind, matched, reason);
                break;
            case OrderReportKind.Live:
                Rests(now, order, matched);
                break;
        }

        Flush(now, outbox);
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

        if (_composer.Compose(now, effect, pair, contract, amounts) is not { } order)
        {
            _events.Reported(now, new OrderReport(effect.Intent, OrderReportKind.Rejected, Size.Zero, Reason.JournalBehind));
            return;
        }

        _orders.Add(order);
        _retries.Begin(now, order, outbox);
    }

    private Reason Refusal(Timestamp now, in Effect effect, out TokenPair? pair, out ExchangeContract contract, out OrderAmounts amounts)
    {
        (contract, amounts) = (default, default);
        if (!_markets.TryMarket(effect.Market, out pair))
        {
            return Reason.MarketInactive;
        }

        if (effect.Type == OrderType.Gtd)
        {
            // It ends a minute before its date and lives two minutes at least: in a short window it outlives its use. Cancels are sent.
            return Reason.RejectedOther;
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
            : !_limits.TryTakeOrder(now) ? (_limits.Debt(now).IsOwed ? Reason.CancelDebt : Reason.RateLimited)
            : Reason.None;
    }

    /// <summary>A limit of this address: nothing was sent.</summary>
    private void HeldBack(Timestamp now, GatewayOrder order) => _ledger.Finish(now, order, OrderReportKind.Rejected, Size.Zero, Reason.RateLimited);

    /// <summary>The pause before another try is over.</summary>
    private void Resend(Timestamp now, GatewayOrder order)
    {
        var isYoung = order.State == GatewayOrderState.WaitingForBalance || now - order.DecidedAt <= _options.ResendWithin;
        if (order.CancelWanted || !_events.IsWanted(order.Intent) || !isYoung || _modes.Forbids(order.Decided) != Reason.None || !_limits.TryTakeOrder(now))
        {
            _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, Reason.VenueUnreachable);
        }
        else
        {
            _posts.Add(now, order);
        }
    }

    private void Placed(Timestamp now, in PostedOrders posted, in HttpOutcome outcome, HttpOutbox outbox)
    {
        _limits.LearnFromOrder(now, outcome.RateLimit);
        if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status == 429)
        {
            _limits.OrderRefused(now, outcome);
        }

        if (posted.Batch is not { } batch)
        {
            Placed(now, posted.First, PlacementVerdict.Of(outcome, posted.First.Hash), outbox);
            return;
        }

        var verdicts = BatchVerdicts.Of(outcome, [.. batch.Select(order => order.Hash)]);
        for (var index = 0; index < batch.Length; index++)
        {
            Placed(now, batch[index], verdicts[index], outbox);
        }
    }

    private void Placed(Timestamp now, GatewayOrder order, in PlacementVerdict verdict, HttpOutbox outbox)
    {
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
                _modes.Learn(now, verdict.Reason);
                if (order.State != GatewayOrderState.Placing || !_retries.TryAgain(now, order, verdict.Reason, outbox))
                {
                    _ledger.Finish(now, order, OrderReportKind.Rejected, Size.Zero, verdict.Reason);
                }

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
                    order.State = GatewayOrderState.WaitingToSend;
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
        _cancels.SendWanted(now, order);
        _cancels.Flush(now, outbox);
        _inquiry.Begin(now, order, outbox);
    }

    private void Accepted(Timestamp now, GatewayOrder order, in PlacementAnswer answer, HttpOutbox outbox)
    {
        order.Acknowledged = true;
        if (order.State == GatewayOrderState.Done)
        {
            Rests(now, order, Size.Zero);
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
            Rests(now, order, matched);
            if (order.IsImmediate || answer.Status is PlacementStatus.Delayed or PlacementStatus.Unmatched)
            {
                _inquiry.Begin(now, order, outbox);
            }
        }
    }

    private void Rests(Timestamp now, GatewayOrder order, Size matched)
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
        _cancels.SendWanted(now, order);
    }
}
