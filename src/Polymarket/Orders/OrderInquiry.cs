using System.Runtime.InteropServices;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Orders;

/// <summary>
/// Finds out what became of an order by asking the venue for its hash: first the order, then, where it is not told, the trades.
/// </summary>
internal sealed class OrderInquiry
{
    /// <summary>Rounds without order or trade before an order counts as absent.</summary>
    private const int RoundsToBelieve = 2;

    /// <summary>Pages of trades of one market since the order's decision; a market maker's window has fewer. More prove nothing.</summary>
    private const int MaximumTradePages = 20;

    /// <summary>Match times are whole seconds of the venue's clock, which may differ from ours.</summary>
    private static readonly Duration ClockSlack = Duration.FromSeconds(60);

    private readonly OrderGatewayOptions _options;
    private readonly TradingRequests _requests;
    private readonly ITokenCatalog _markets;
    private readonly TradeOwner _owner;
    private readonly OrderTable _orders;
    private readonly OrderLedger _ledger;
    private readonly OrderCancels _cancels;
    private readonly IOrderGatewayEvents _events;
    private readonly List<VenueFill> _fills = [];

    /// <summary>Questions in flight, at most one for each order.</summary>
    private readonly Dictionary<long, (GatewayOrder Order, bool Trades)> _calls = [];

    public OrderInquiry(
        OrderGatewayOptions options, TradingRequests requests, ITokenCatalog markets, TradeOwner owner, OrderTable orders, OrderLedger ledger, OrderCancels cancels, IOrderGatewayEvents events)
    {
        _options = options;
        _requests = requests;
        _markets = markets;
        _owner = owner;
        _orders = orders;
        _ledger = ledger;
        _cancels = cancels;
        _events = events;
    }

    public bool Owns(long callId) => _calls.ContainsKey(callId);

    /// <summary>Starts asking at once, with short pauses first.</summary>
    public void Begin(Timestamp now, GatewayOrder order, HttpOutbox outbox)
    {
        order.InDoubt = true;
        order.Asks = 0;
        order.NotFound = 0;
        Ask(now, order, outbox);
    }

    public void Ask(Timestamp now, GatewayOrder order, HttpOutbox outbox)
    {
        if (order.AskInFlight)
        {
            return;
        }

        order.AskInFlight = true;
        order.Asks++;
        var id = outbox.NextId();
        _calls.Add(id, (order, false));
        outbox.Add(_requests.Order(id, now, order.Hash));
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (!_calls.Remove(callId, out var call))
        {
            return false;
        }

        call.Order.AskInFlight = false;
        if (call.Trades)
        {
            TradesTold(now, call.Order, outcome, outbox);
        }
        else if (outcome.IsSuccess && OpenOrder.TryRead(outcome.Body.Span, out var told) && told.Order == call.Order.Hash)
        {
            OrderTold(now, call.Order, told, outbox);
        }
        else if (IsAbsence(outcome))
        {
            call.Order.TradePages = 0;
            call.Order.Found = Size.Zero;
            AskTrades(now, call.Order, TradingRequests.FirstPage, outbox);
        }
        else
        {
            AskLater(now, call.Order, outcome.RetryAfterSeconds);
        }

        return true;
    }

    /// <summary>404, or a success without an order in it.</summary>
    private static bool IsAbsence(in HttpOutcome outcome)
    {
        if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status == 404)
        {
            return true;
        }

        var body = System.Text.Encoding.UTF8.GetString(outcome.Body.Span).Trim();
        return outcome.IsSuccess && body is "" or "null" or "{}" or "[]" or "\"\"";
    }

    private void OrderTold(Timestamp now, GatewayOrder order, in OpenOrder told, HttpOutbox outbox)
    {
        if (order.State == GatewayOrderState.Done)
        {
            return;
        }

        order.Acknowledged = true;
        switch (told.Status)
        {
            case OpenOrderStatus.Live when !order.IsImmediate:
                _ledger.Live(now, order, told.Matched);
                _cancels.SendWanted(now, order);
                break;
            case OpenOrderStatus.Matched:
                _ledger.Finish(now, order, OrderReportKind.Matched, told.Matched, Reason.None);
                break;
            case OpenOrderStatus.Cancelled:
                _ledger.Finish(now, order, OrderReportKind.Cancelled, told.Matched, Reason.None);
                break;
            case OpenOrderStatus.Invalid:
                _ledger.Finish(now, order, OrderReportKind.Cancelled, told.Matched, Reason.InsufficientFunds);
                break;
            default:
                AskLater(now, order, 0);
                break;
        }
    }

    private void AskTrades(Timestamp now, GatewayOrder order, string cursor, HttpOutbox outbox)
    {
        order.AskInFlight = true;
        var id = outbox.NextId();
        _calls.Add(id, (order, true));
        outbox.Add(_requests.Trades(id, now, cursor, order.ConditionId, order.DecidedAt - ClockSlack));
    }

    private void TradesTold(Timestamp now, GatewayOrder order, in HttpOutcome outcome, HttpOutbox outbox)
    {
        _fills.Clear();
        if (!outcome.IsSuccess || !DataPage.TryReadTrades(outcome.Body.Span, _owner, _markets, _fills, out var next, out var skipped))
        {
            AskLater(now, order, outcome.RetryAfterSeconds);
            return;
        }

        foreach (var fill in _fills)
        {
            order.Found += fill.Order == order.Hash ? fill.Size : Size.Zero;
        }

        if (_fills.Count > 0)
        {
            _events.FillsKnown(now, CollectionsMarshal.AsSpan(_fills));
        }

        if (order.State == GatewayOrderState.Done)
        {
            return;
        }

        if (next != TradingRequests.LastPage && ++order.TradePages < MaximumTradePages)
        {
            AskTrades(now, order, next, outbox);
        }
        else if (next != TradingRequests.LastPage || skipped > 0)
        {
            // A trade that could not be read may have been this order's: the round proves nothing.
            AskLater(now, order, 0);
        }
        else
        {
            Absent(now, order);
        }
    }

    private void Absent(Timestamp now, GatewayOrder order)
    {
        order.NotFound++;
        order.InDoubt = true;
        var arrived = order.Acknowledged || order.Found.IsPositive;
        if (order.NotFound < RoundsToBelieve || (!arrived && now - order.SentAt < _options.NeverArrivedAfter))
        {
            AskLater(now, order, 0);
        }
        else if (!arrived)
        {
            _ledger.Finish(now, order, OrderReportKind.NeverArrived, Size.Zero, Reason.UnknownOutcomeResolved);
        }
        else
        {
            var kind = order.IsWhole(order.Found) ? OrderReportKind.Matched : OrderReportKind.Cancelled;
            _ledger.Finish(now, order, kind, order.Found, Reason.UnknownOutcomeResolved);
        }
    }

    private void AskLater(Timestamp now, GatewayOrder order, int retryAfterSeconds)
    {
        if (order.State == GatewayOrderState.Done)
        {
            return;
        }

        var pause = _options.FirstAskPause * (1L << Math.Min(order.Asks, 10));
        pause = pause > _options.LongestAskPause ? _options.LongestAskPause : pause;
        var asked = Duration.FromSeconds(retryAfterSeconds);
        _orders.Schedule(order, now + (asked > pause ? asked : pause));
    }
}
