using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Takeover;

/// <summary>Steps of a takeover, in order.</summary>
public enum TakeoverStep : byte
{
    /// <summary>Asking for the previous epoch's credential.</summary>
    FindPrevious,

    CancelPrevious,

    /// <summary>Asking until the previous credential has no open order.</summary>
    ProveClear,

    DeletePrevious,

    /// <summary>Getting this epoch's own credential.</summary>
    Own,

    /// <summary>Waiting until the venue has let go of what the previous credential sent last.</summary>
    WaitOut,

    Done,

    /// <summary>The venue refuses the wallet's proof.</summary>
    Refused,
}

/// <summary>
/// What a worker does before it may quote: cancels everything under the previous epoch's credential, proves by asking that
/// nothing is left, deletes that credential, gets its own, and waits until no order can still be held for matching. The venue has no
/// fencing tokens; the credential is the fence.
/// Failures are retried for ever: there is nothing safe to do instead.
/// </summary>
public sealed class EpochTakeover : IHttpActor
{
    private static readonly Duration RetryPause = Duration.FromMilliseconds(500);

    /// <summary>The venue cancels what a credential without heartbeats has resting 10 to 15 s after the last; nobody beats with one it does not take.</summary>
    private static readonly Duration DeadManSweep = Duration.FromSeconds(20);

    /// <summary>
    /// A marketable order is held before it is matched, 50 to 250 ms so far, and is neither open nor cancellable meanwhile; four times
    /// the longest, because the venue changes it without notice.
    /// </summary>
    private static readonly Duration TakerHold = Duration.FromMilliseconds(1000);

    private readonly TradingWallet _wallet;
    private readonly CredentialSession _own;
    private readonly Queue<long> _previousEpochs;
    private CredentialSession? _previous;
    private TradingRequests? _requests;
    private long _callId;
    private Timestamp _retryAt = Timestamp.Never;
    private Timestamp _notTakenSince = Timestamp.Never;
    private Timestamp _waitedOutAt;
    private readonly HashSet<Hash256> _found = [];
    private long _previousEpoch;

    /// <param name="wallet">Whose credentials and orders these are.</param>
    /// <param name="epoch">This worker's epoch.</param>
    /// <param name="previousEpochs">Epochs whose credential may still live, newest first; those that have none are passed over.</param>
    public EpochTakeover(TradingWallet wallet, long epoch, IEnumerable<long> previousEpochs)
    {
        _wallet = wallet;
        _own = new CredentialSession(wallet, epoch, create: true);
        _previousEpochs = new Queue<long>(previousEpochs);
    }

    public HttpOutbox Outbox { get; } = new();

    public TakeoverStep Step { get; private set; }

    /// <summary>This epoch's credential, when done.</summary>
    public ApiCredential? Credential => _own.Credential;

    /// <summary>Orders of earlier epochs that were found open and cancelled.</summary>
    public int OrdersFound => _found.Count;

    public bool HasStopped => Step is TakeoverStep.Done or TakeoverStep.Refused;

    public Timestamp NextDeadline => Timestamp.Earlier(_retryAt, Timestamp.Earlier(_previous?.NextDeadline ?? Timestamp.Never, _own.NextDeadline));

    public void Start(Timestamp now) => NextEpoch(now);

    public void Tick(Timestamp now)
    {
        _previous?.Tick(now, Outbox);
        _own.Tick(now, Outbox);
        if (_retryAt <= now)
        {
            _retryAt = Timestamp.Never;
            switch (Step)
            {
                case TakeoverStep.FindPrevious:
                    FindPrevious(now);
                    break;
                case TakeoverStep.WaitOut:
                    Step = TakeoverStep.Done;
                    break;
                default:
                    Ask(now);
                    break;
            }
        }
    }

    public void HttpCompleted(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (_previous is { } previous && previous.Completed(now, callId, outcome, Outbox))
        {
            PreviousAnswered(now, previous);
        }
        else if (_own.Completed(now, callId, outcome, Outbox))
        {
            OwnAnswered(now);
        }
        else if (callId == _callId)
        {
            StepAnswered(now, outcome);
        }
    }

    private void OwnAnswered(Timestamp now)
    {
        switch (_own.State)
        {
            case CredentialState.Known when now < _waitedOutAt:
                (Step, _retryAt) = (TakeoverStep.WaitOut, _waitedOutAt);
                break;
            case CredentialState.Known:
                Step = TakeoverStep.Done;
                break;
            case CredentialState.Refused or CredentialState.Missing:
                Step = TakeoverStep.Refused;
                break;
            default:
                break;
        }
    }

    /// <summary>The credential of the epoch that was seen to, if any, is gone: nothing new comes under it.</summary>
    private void Gone(Timestamp now)
    {
        _waitedOutAt = now + TakerHold;
        NextEpoch(now);
    }

    private void NextEpoch(Timestamp now)
    {
        _requests = null;
        _notTakenSince = Timestamp.Never;
        if (_previousEpochs.TryDequeue(out _previousEpoch))
        {
            FindPrevious(now);
        }
        else
        {
            _previous = null;
            Step = TakeoverStep.Own;
            _own.Start(now, Outbox);
        }
    }

    private void FindPrevious(Timestamp now)
    {
        Step = TakeoverStep.FindPrevious;
        _previous = new CredentialSession(_wallet, _previousEpoch, create: false);
        _previous.Start(now, Outbox);
    }

    private void PreviousAnswered(Timestamp now, CredentialSession previous)
    {
        switch (previous.State)
        {
            case CredentialState.Known:
                _requests = new TradingRequests(previous.Credential!, _wallet.CredentialAddress, _wallet.Type);
                Advance(now, TakeoverStep.CancelPrevious);
                break;
            case CredentialState.Missing:
                Gone(now);
                break;
            case CredentialState.Refused:
                Step = TakeoverStep.Refused;
                break;
            default:
                break;
        }
    }

    private void StepAnswered(Timestamp now, in HttpOutcome outcome)
    {
        if (outcome is { Kind: HttpOutcomeKind.Answered, Status: 401 })
        {
            NotTaken(now);
            return;
        }

        if (!outcome.IsSuccess)
        {
            _retryAt = now + RetryPause;
            return;
        }

        switch (Step)
        {
            case TakeoverStep.CancelPrevious:
                Advance(now, TakeoverStep.ProveClear);
                break;
            case TakeoverStep.ProveClear:
                Proof(now, outcome);
                break;
            default:
                Gone(now);
                break;
        }
    }

    /// <summary>
    /// The venue does not take the credential it gave. After the proof that is what deleting brings about. Before it, an answer to an
    /// earlier delete may have been lost, then it is no longer derived either; or clocks differ, and its orders may still rest.
    /// </summary>
    private void NotTaken(Timestamp now)
    {
        if (Step == TakeoverStep.DeletePrevious)
        {
            Gone(now);
            return;
        }

        _notTakenSince = Timestamp.Earlier(_notTakenSince, now);
        if (now - _notTakenSince >= DeadManSweep)
        {
            Gone(now);
        }
        else
        {
            Step = TakeoverStep.FindPrevious;
            _retryAt = now + RetryPause;
        }
    }

    private void Proof(Timestamp now, in HttpOutcome outcome)
    {
        var orders = new List<OpenOrder>();
        if (!DataPage.TryReadOrders(outcome.Body.Span, orders, out var next, out var skipped))
        {
            _retryAt = now + RetryPause;
        }
        else if (orders.Count + skipped > 0 || next != TradingRequests.LastPage)
        {
            _found.UnionWith(orders.Select(order => order.Order));
            Step = TakeoverStep.CancelPrevious;
            _retryAt = now + RetryPause;
        }
        else
        {
            Advance(now, TakeoverStep.DeletePrevious);
        }
    }

    private void Advance(Timestamp now, TakeoverStep step)
    {
        Step = step;
        Ask(now);
    }

    private void Ask(Timestamp now)
    {
        _callId = Outbox.NextId();
        Outbox.Add(Step switch
        {
            TakeoverStep.CancelPrevious => _requests!.CancelAll(_callId, now),
            TakeoverStep.ProveClear => _requests!.Orders(_callId, now),
            _ => _requests!.DeleteCredential(_callId, now),
        });
    }
}
