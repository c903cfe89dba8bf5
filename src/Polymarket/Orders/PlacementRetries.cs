using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Orders;

/// <summary>
/// The two refusals that are answered by trying once more, because the order was proved not taken: a stale picture of the wallet's
/// tokens (the same bytes again, so the same order) and a version mismatch (signed again, once).
/// </summary>
internal sealed class PlacementRetries
{
    private readonly OrderGatewayOptions _options;
    private readonly OrderComposer _composer;
    private readonly IOrderGatewayEvents _events;
    private readonly ITokenCatalog _markets;
    private readonly OrderTable _orders;
    private readonly OrderLedger _ledger;
    private readonly OrderPosts _posts;
    private readonly BalanceRefresh _balances;
    private readonly OrderVersion _version = new();

    public PlacementRetries(
        OrderGatewayOptions options, OrderComposer composer, IOrderGatewayEvents events, ITokenCatalog markets, OrderTable orders, OrderLedger ledger, OrderPosts posts, BalanceRefresh balances)
    {
        _options = options;
        _composer = composer;
        _events = events;
        _markets = markets;
        _orders = orders;
        _ledger = ledger;
        _posts = posts;
        _balances = balances;
    }

    public bool Owns(long callId) => _balances.Owns(callId) || _version.Owns(callId);

    /// <summary>Sends a new order with the next flush; a sell after a buy only when the venue has looked at the wallet again.</summary>
    public void Begin(Timestamp now, GatewayOrder order, HttpOutbox outbox)
    {
        if (order.Side == Side.Sell && _balances.IsStale(order.Token))
        {
            Refresh(now, order, _options.BalanceRefreshTimeout, outbox);
        }
        else
        {
            _posts.Add(now, order);
        }
    }

    /// <summary>Takes a proved refusal; true where the order is tried once more.</summary>
    public bool TryAgain(Timestamp now, GatewayOrder order, Reason reason, HttpOutbox outbox)
    {
        if (!IsWanted(order))
        {
            return false;
        }

        switch (reason)
        {
            case Reason.RejectedInsufficientBalance when order.Side == Side.Sell && order.BalanceRefusals < _options.BalanceRetries:
                Refresh(now, order, _options.BalanceRetryPause * (1L << order.BalanceRefusals++), outbox);
                return true;
            case Reason.RejectedOrderVersion when !order.IsResigned && IsYoung(now, order):
                order.IsResigned = true;
                order.State = GatewayOrderState.AskingVersion;
                _orders.Schedule(order, now + _options.PlacementTimeout);
                _version.Ask(order, outbox);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes the outcome of a refresh or of the question for the version.</summary>
    public void Completed(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (!_balances.Owns(callId))
        {
            VersionTold(now, callId, outcome);
            return;
        }

        var token = _balances.Completed(callId, outcome);
        foreach (var order in _orders.Active)
        {
            if (order.State == GatewayOrderState.WaitingForBalance && order.BalanceRefusals == 0 && order.Token == token)
            {
                _posts.Add(now, order);
            }
        }
    }

    private void VersionTold(Timestamp now, long callId, in HttpOutcome outcome)
    {
        var helps = _version.Completed(callId, outcome, out var order);
        if (order is not { State: GatewayOrderState.AskingVersion })
        {
            return;
        }

        if (helps && IsWanted(order) && IsYoung(now, order) && _markets.TryMarket(order.Market, out var pair)
            && _composer.TrySignAgain(now, order, pair, out var hash, out var entry))
        {
            _orders.Rename(order, hash);
            order.Entry = entry;
            _posts.Add(now, order);
        }
        else
        {
            _ledger.Finish(now, order, OrderReportKind.Rejected, Size.Zero, Reason.RejectedOrderVersion);
        }
    }

    private void Refresh(Timestamp now, GatewayOrder order, Duration pause, HttpOutbox outbox)
    {
        order.State = GatewayOrderState.WaitingForBalance;
        _orders.Schedule(order, now + pause);
        _balances.Ask(now, order.Token, outbox);
    }

    private bool IsWanted(GatewayOrder order) => !order.CancelWanted && _events.IsWanted(order.Intent);

    private bool IsYoung(Timestamp now, GatewayOrder order) => now - order.DecidedAt <= _options.ResendWithin;
}
