using System.Text;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Asks the venue which resting orders earn rewards and tells the engine, for which it is a signal and never a command.</summary>
internal sealed class ScoringPoll(TradingRequests requests, PendingCalls calls, OrderGateway gateway, MarketDirectory directory, EngineDriver driver)
{
    /// <summary>The venue samples scores once a minute; twice as often sees each sample.</summary>
    private static readonly Duration Every = Duration.FromSeconds(30);

    private bool _isUnderWay;
    private Timestamp _askAt = Timestamp.Never;

    public Timestamp NextDeadline => _isUnderWay ? Timestamp.Never : _askAt;

    public void Start(Timestamp now) => _askAt = now + Every;

    public void Tick(Timestamp now)
    {
        if (_isUnderWay || now < _askAt)
        {
            return;
        }

        _askAt = now + Every;
        var asked = Resting();
        if (asked.Count > 0)
        {
            _isUnderWay = true;
            calls.Send(requests.OrdersScoring(calls.Outbox.NextId(), now, [.. asked.Keys]), (Timestamp at, in HttpOutcome outcome) => Answered(at, outcome, asked));
        }
    }

    /// <summary>Orders that rest in markets with a program, as many as one call may ask for.</summary>
    private Dictionary<Hash256, IntentId> Resting()
    {
        var resting = new Dictionary<Hash256, IntentId>();
        foreach (var order in driver.Engine.LiveOrders())
        {
            if (order.State == OrderState.Live && resting.Count < TradingRequests.MaximumCancels
                && directory.TryMarket(order.Market, out var pair) && !pair.Spec.Rewards.IsEmpty && gateway.TryOrder(order.Intent, out var hash))
            {
                resting[hash] = order.Intent;
            }
        }

        return resting;
    }

    private void Answered(Timestamp now, in HttpOutcome outcome, Dictionary<Hash256, IntentId> asked)
    {
        _isUnderWay = false;
        if (!outcome.IsSuccess || Answer.One<OrdersScoring>(outcome.Body) is not { } told)
        {
            return;
        }

        foreach (var (text, isScoring) in told.Orders)
        {
            if (Hash256.TryParse(Encoding.ASCII.GetBytes(text), out var hash) && asked.TryGetValue(hash, out var intent))
            {
                driver.Engine.OnOrderScoring(now, intent, isScoring, driver.Effects);
            }
        }
    }
}
