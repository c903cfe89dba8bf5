using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Keeps the engine's picture of spendable collateral: asks at intervals, and soon after fills.</summary>
internal sealed class Collateral(TradingRequests requests, PendingCalls calls, Duration every, Action<Timestamp, Money> known)
{
    private static readonly Duration AfterFill = Duration.FromSeconds(1);
    private bool _isUnderWay;

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Start(Timestamp now) => NextDeadline = now;

    public void Filled(Timestamp now) => NextDeadline = Timestamp.Earlier(NextDeadline, now + AfterFill);

    public void Tick(Timestamp now)
    {
        if (_isUnderWay || now < NextDeadline)
        {
            return;
        }

        NextDeadline = now + every;
        _isUnderWay = true;
        calls.Send(requests.CollateralBalance(calls.Outbox.NextId(), now), (Timestamp at, in HttpOutcome outcome) =>
        {
            _isUnderWay = false;
            if (outcome.IsSuccess && BalanceAnswer.TryRead(outcome.Body.Span, out var answer))
            {
                known(at, new Money(Math.Min(answer.Balance, answer.Allowance)));
            }
            else
            {
                NextDeadline = at + AfterFill;
            }
        });
    }
}
