using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Orders;

/// <summary>Cancels: of one order, of a market, of everything.</summary>
internal sealed class OrderCancels
{
    private readonly TradingRequests _requests;
    private readonly SignerRateLimits _limits;
    private readonly IpRateFamily _single;
    private readonly IpRateFamily _batch;
    private readonly IpRateFamily _market;
    private readonly IpRateFamily _all;
    private readonly OrderTable _orders;
    private readonly OrderLedger _ledger;
    private readonly CancelSweeps _sweeps = new();
    private readonly CancelFailures _failures = new();
    private readonly Duration _streamPatience;

    /// <summary>Cancels in flight by call; a foreign id has no order here. Bounded by the cancel budget times the call's timeout.</summary>
    private readonly Dictionary<long, GatewayOrder[]> _calls = [];

    /// <summary>Cancels for the end of the step, or that wait for a token; first come first served. Bounded by the order table.</summary>
    private readonly Queue<GatewayOrder> _waiting = [];
    private Timestamp _nextSend = Timestamp.Never;

    /// <param name="address">Limits of this address, shared with placements.</param>
    /// <param name="streamPatience">So long after its decision the user stream has spoken of an order, or is silent.</param>
    public OrderCancels(TradingRequests requests, SignerRateLimits limits, IpRateLimits address, OrderTable orders, OrderLedger ledger, Duration streamPatience)
    {
        _streamPatience = streamPatience;
        _requests = requests;
        _single = address.Family(VenueService.Clob, "DELETE", "/order");
        _batch = address.Family(VenueService.Clob, "DELETE", "/orders");
        _market = address.Family(VenueService.Clob, "DELETE", "/cancel-market-orders");
        _all = address.Family(VenueService.Clob, "DELETE", "/cancel-all");
        _limits = limits;
        _orders = orders;
        _ledger = ledger;
    }

    /// <summary>Asks about an order whose cancel the venue refused. Set once by the gateway.</summary>
    public Action<Timestamp, GatewayOrder, HttpOutbox> Inquire { get; set; } = (_, _, _) => { };

    public Timestamp NextDeadline => Timestamp.Earlier(_failures.NextDeadline, Timestamp.Earlier(_sweeps.NextDue, _waiting.Count == 0 ? Timestamp.Never : _nextSend));

    /// <summary>No cancel has been carried out for seconds, though some were asked for.</summary>
    public bool HaveFailed(Timestamp now) => _failures.HaveLasted(now, _calls.Count > 0 || _waiting.Count > 0 || _sweeps.AreUnderWay);

    public bool Owns(long callId) => _calls.ContainsKey(callId) || _sweeps.OfCall(callId) is not null;

    public void Cancel(Timestamp now, IntentId intent, HttpOutbox outbox)
    {
        if (!_orders.TryGet(intent, out var order))
        {
            _ledger.CancelUnknownIntent(now, intent);
            return;
        }

        switch (order.State)
        {
            case GatewayOrderState.Done:
                _ledger.Repeat(now, order);
                break;
            case GatewayOrderState.WaitingToSend or GatewayOrderState.WaitingForBalance:
                _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, Reason.VenueUnreachable);
                break;
            default:
                order.CancelWanted = true;
                SendWanted(now, order);
                break;
        }
    }

    /// <summary>Has a wanted cancel sent with the next flush, unless the placement's outcome is still to come or one is in flight.</summary>
    public void SendWanted(Timestamp now, GatewayOrder order)
    {
        if (!order.CancelWanted || order.CancelInFlight || order.State is not (GatewayOrderState.Live or GatewayOrderState.Unknown))
        {
            return;
        }

        order.CancelInFlight = true;
        _nextSend = _waiting.Count == 0 ? now : Timestamp.Earlier(_nextSend, now);
        _waiting.Enqueue(order);
    }

    /// <summary>
    /// Sends what waits: several as one batch, as many as there are tokens for. The limits of this address hold a cancel up, never
    /// back: sent beyond them it would be refused there.
    /// </summary>
    public void Flush(Timestamp now, HttpOutbox outbox)
    {
        while (NextWaiting())
        {
            var room = (_waiting.Count == 1 ? _single : _batch).RoomAt(now);
            if (room > now)
            {
                _nextSend = room;
                return;
            }

            var count = _limits.TakeCancels(now, Math.Min(_waiting.Count, TradingRequests.MaximumCancels));
            if (count == 0)
            {
                _nextSend = Timestamp.Later(_limits.NextCancel(now), now + new Duration(1));
                return;
            }

            var orders = new List<GatewayOrder>(count);
            while (orders.Count < count && NextWaiting())
            {
                orders.Add(_waiting.Dequeue());
            }

            Send(now, [.. orders], outbox);
        }
    }

    /// <summary>Cancels an id that the venue gave and we never signed; its outcome is not waited for.</summary>
    public void CancelForeign(Timestamp now, in Hash256 order, HttpOutbox outbox)
    {
        _limits.ChargeSweep(now, 1);
        _ = _single.TryTake(now);
        var id = outbox.NextId();
        _calls.Add(id, []);
        outbox.Add(_requests.CancelOrder(id, now, order));
    }

    /// <summary>Cancels every order of a market, or of the credential; repeated until the venue has answered.</summary>
    public void Sweep(Timestamp now, MarketId? market, string conditionId, HttpOutbox outbox)
    {
        var sweep = _sweeps.Request(market, conditionId);
        for (var index = _orders.Active.Count - 1; index >= 0; index--)
        {
            var order = _orders.Active[index];
            if (market is { } one && order.Market != one)
            {
                continue;
            }

            if (order.State is GatewayOrderState.WaitingToSend or GatewayOrderState.WaitingForBalance)
            {
                _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, Reason.VenueUnreachable);
            }
            else if (order.State is GatewayOrderState.Placing or GatewayOrderState.AskingVersion)
            {
                // It may reach the venue after the sweep.
                order.CancelWanted = true;
            }
        }

        if (sweep is not null)
        {
            SendSweep(now, sweep, outbox);
        }
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        _failures.Look(now);
        while (_sweeps.TakeDue(now) is { } sweep)
        {
            SendSweep(now, sweep, outbox);
        }

        Flush(now, outbox);
    }

    /// <summary>Takes the outcome of a cancel; false when the call is none.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status == 429 && Owns(callId))
        {
            _limits.CancelRefused(now, outcome);
        }

        if (Owns(callId))
        {
            _limits.LearnFromCancel(now, outcome.RateLimit);
        }

        if (_sweeps.OfCall(callId) is { } sweep)
        {
            Swept(now, sweep, outcome, outbox);
            return true;
        }

        if (!_calls.Remove(callId, out var orders))
        {
            return false;
        }

        var answer = outcome.IsSuccess && CancelAnswer.TryRead(outcome.Body.Span, out var read) ? read : null;
        Note(now, answer is not null);
        foreach (var order in orders)
        {
            Answered(now, order, outcome, answer, outbox);
        }

        return true;
    }

    /// <summary>Whether a cancel waits; orders that are over meanwhile are let go.</summary>
    private bool NextWaiting()
    {
        while (_waiting.TryPeek(out var order))
        {
            if (order.State != GatewayOrderState.Done)
            {
                return true;
            }

            _waiting.Dequeue();
            order.CancelInFlight = false;
        }

        return false;
    }

    private void Send(Timestamp now, GatewayOrder[] orders, HttpOutbox outbox)
    {
        var id = outbox.NextId();
        _calls.Add(id, orders);
        _ = (orders.Length == 1 ? _single : _batch).TryTake(now);
        outbox.Add(orders.Length == 1
            ? _requests.CancelOrder(id, now, orders[0].Hash)
            : _requests.CancelOrders(id, now, [.. orders.Select(order => order.Hash)]));
    }

    /// <param name="answer">Null where the venue gave no readable answer.</param>
    private void Answered(Timestamp now, GatewayOrder order, in HttpOutcome outcome, CancelAnswer? answer, HttpOutbox outbox)
    {
        order.CancelInFlight = false;
        order.CancelWanted = false;
        if (order.State == GatewayOrderState.Done)
        {
            return;
        }

        if (answer is null)
        {
            _ledger.CancelFailed(now, order, FailureOf(outcome));
        }
        else if (answer.HasCancelled(order.Hash))
        {
            Cancelled(now, order, outbox);
        }
        else
        {
            Refused(now, order, answer.WhyNot(order.Hash) ?? "", outbox);
        }
    }

    /// <summary>What was filled before, the stream has told; where it is silent, the order counts as it stood until the venue has said.</summary>
    private void Cancelled(Timestamp now, GatewayOrder order, HttpOutbox outbox)
    {
        if (order.IsToldOf || order.State == GatewayOrderState.Done || now - order.DecidedAt < _streamPatience)
        {
            _ledger.Finish(now, order, OrderReportKind.Cancelled, Size.Zero, Reason.None);
        }
        else
        {
            // Where the venue's own reading is late and it still rests, the cancel goes out again.
            order.CancelWanted = true;
            Inquire(now, order, outbox);
        }
    }

    /// <summary>"Already canceled or matched", "not found" and silence all mean: its state is not what we think.</summary>
    private void Refused(Timestamp now, GatewayOrder order, string why, HttpOutbox outbox)
    {
        var gone = why.Length == 0
            || why.Contains("already", StringComparison.OrdinalIgnoreCase)
            || why.Contains("matched", StringComparison.OrdinalIgnoreCase)
            || why.Contains("not found", StringComparison.OrdinalIgnoreCase);
        if (gone)
        {
            // Where it turns out to rest after all, the cancel goes out again.
            order.CancelWanted = true;
            Inquire(now, order, outbox);
        }
        else
        {
            _ledger.CancelFailed(now, order, Reason.RejectedOther);
        }
    }

    private void SendSweep(Timestamp now, CancelSweep sweep, HttpOutbox outbox)
    {
        var family = sweep.Market is null ? _all : _market;
        if (!family.TryTake(now))
        {
            sweep.Due = family.RoomAt(now);
            return;
        }

        _limits.ChargeSweep(now, 1);
        sweep.Due = Timestamp.Never;
        sweep.CallId = outbox.NextId();
        outbox.Add(sweep.Market is null ? _requests.CancelAll(sweep.CallId, now) : _requests.CancelMarket(sweep.CallId, now, sweep.ConditionId));
    }

    private void Swept(Timestamp now, CancelSweep sweep, in HttpOutcome outcome, HttpOutbox outbox)
    {
        var carriedOut = outcome.IsSuccess & CancelAnswer.TryRead(outcome.Body.Span, out var answer);
        Note(now, carriedOut);
        if (carriedOut)
        {
            _limits.ChargeSweep(now, answer.Cancelled.Count);
            foreach (var hash in answer.Cancelled)
            {
                if (_orders.TryGet(hash, out var cancelled))
                {
                    Cancelled(now, cancelled, outbox);
                }
            }
        }

        for (var index = _orders.Active.Count - 1; index >= 0; index--)
        {
            var order = _orders.Active[index];
            if (!sweep.Covers(order) || order.State is not (GatewayOrderState.Live or GatewayOrderState.Unknown))
            {
                continue;
            }

            if (carriedOut)
            {
                // Neither cancelled nor finished as far as we know: gone already, or placed behind the sweep.
                order.CancelWanted = true;
                Inquire(now, order, outbox);
            }
            else
            {
                _ledger.CancelFailed(now, order, FailureOf(outcome));
            }
        }

        if (!carriedOut)
        {
            CancelSweeps.Failed(sweep, now);
        }
        else if (_sweeps.Done(sweep))
        {
            SendSweep(now, sweep, outbox);
        }
    }

    private void Note(Timestamp now, bool carriedOut)
    {
        if (carriedOut)
        {
            _failures.Succeeded();
        }
        else
        {
            _failures.Failed(now);
        }
    }

    private static Reason FailureOf(in HttpOutcome outcome) => outcome.Kind != HttpOutcomeKind.Answered
        ? Reason.VenueUnreachable
        : outcome.Status switch
        {
            425 => Reason.VenueRestarting,
            429 => Reason.RateLimited,
            401 => Reason.RejectedCredential,
            503 => Reason.VenueDisabled,
            _ => Reason.RejectedOther,
        };
}
