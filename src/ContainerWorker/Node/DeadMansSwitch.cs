using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Heartbeats;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// Beats for as long as the node can clear the book by itself. Where its cancels cannot, the beats are withheld: the venue cancels
/// everything of a credential 10 to 15 s after its last beat. They go on once nothing rests, or a cancel was carried out.
/// </summary>
internal sealed class DeadMansSwitch : IHeartbeatEvents
{
    /// <summary>Broken chains within <see cref="MismatchMemory"/> that lost answers explain: a beat every 5 s, two of them lost now and then.</summary>
    private const int MaximumMismatches = 5;

    private static readonly Duration MismatchMemory = Duration.FromSeconds(60);

    private static readonly Duration VenueSweepsWithin = Duration.FromSeconds(15);

    private readonly HeartbeatSession _session;
    private readonly OrderGateway _gateway;
    private readonly HttpOutbox _outbox;
    private readonly INodeObserver _observer;
    private readonly Action<Timestamp, bool> _healthChanged;
    private readonly Action<Reason> _haltWanted;
    private Timestamp _mismatchesSince;
    private int _mismatches;

    /// <param name="healthChanged">Told whether the venue hears us.</param>
    /// <param name="haltWanted">Told where somebody else beats with our credential.</param>
    public DeadMansSwitch(TradingRequests requests, OrderGateway gateway, HttpOutbox outbox, INodeObserver observer, Action<Timestamp, bool> healthChanged, Action<Reason> haltWanted)
    {
        _session = new HeartbeatSession(new HeartbeatOptions(), requests, this);
        _gateway = gateway;
        _outbox = outbox;
        _observer = observer;
        _healthChanged = healthChanged;
        _haltWanted = haltWanted;
    }

    public bool IsBeating => _session.IsBeating;

    public Timestamp NextDeadline => _session.NextDeadline;

    public void Start(Timestamp now) => _session.Start(now, _outbox);

    public void Stop() => _session.Stop();

    /// <summary>The owner says that the credential is its own: a broken chain goes on.</summary>
    public void Adopt(Timestamp now) => _session.Adopt(now, _outbox);

    public void Tick(Timestamp now) => _session.Tick(now, _outbox);

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome) => _session.Completed(now, callId, outcome, _outbox);

    /// <summary>Decides whether to beat, after each step.</summary>
    public void Look(Timestamp now, bool isHalted)
    {
        if (!_session.IsRunning || MustBeSwept(now, isHalted) == _session.IsWithheld)
        {
            return;
        }

        if (_session.IsWithheld)
        {
            _observer.Noted(now, NodeNote.DeadMan, "heartbeats go on");
            _session.Release(now, _outbox);
        }
        else
        {
            _observer.Noted(now, NodeNote.DeadMan, "orders rest and cannot be cancelled: heartbeats are withheld, the venue cancels everything 10 to 15 s after the last");
            _session.Withhold();
            _healthChanged(now, false);
        }
    }

    void IHeartbeatEvents.Missed(Timestamp now) => _healthChanged(now, false);

    void IHeartbeatEvents.Restored(Timestamp now) => _healthChanged(now, true);

    /// <summary>
    /// This epoch's credential is ours alone: the chain broke because an answer to us was lost. Where it breaks again and again,
    /// somebody else beats with our credential.
    /// </summary>
    void IHeartbeatEvents.IdMismatch(Timestamp now)
    {
        if (now - _mismatchesSince > MismatchMemory)
        {
            _mismatchesSince = now;
            _mismatches = 0;
        }

        if (++_mismatches > MaximumMismatches)
        {
            _haltWanted(Reason.LeaseLost);
        }
        else
        {
            _session.Adopt(now, _outbox);
        }
    }

    /// <summary>Cancels fail, or everything must go and they cannot be paid before the venue's own sweep. What was begun is gone through with.</summary>
    private bool MustBeSwept(Timestamp now, bool isHalted)
    {
        if (_gateway.CancelsFail(now))
        {
            return true;
        }

        var debt = _gateway.CancelDebt(now);
        return debt.IsOwed && _gateway.UnfinishedCount > 0 && (_session.IsWithheld || (isHalted && debt.PayableAt - now > VenueSweepsWithin));
    }
}
