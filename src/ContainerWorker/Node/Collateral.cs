using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Keeps the engine's picture of spendable collateral: asks at intervals, and soon after fills.</summary>
internal sealed class Collateral(TradingRequests requests, PendingCalls calls, Duration every, Action<Timestamp, Money> known)
{
    private static readonly Duration AfterFill = Duration.FromSeconds(1);
    private bool _isUnderWay;
    private Timestamp _askAt = Timestamp.Never;

    public Timestamp NextDeadline => _isUnderWay ? Timestamp.Never : _askAt;

    public void Start(Timestamp now) => _askAt = now;

    public void Filled(Timestamp now) => _askAt = Timestamp.Earlier(_askAt, now + AfterFill);

    public void Tick(Timestamp now)
    {
        if (_isUnderWay || now < _askAt)
        {
            return;
        }

        _askAt = now + every;
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
                _askAt = Timestamp.Earlier(_askAt, at + AfterFill);
            }
        });
    }
}
