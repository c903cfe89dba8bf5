using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>
/// Operations of a proxy, Safe or deposit wallet through the relayer: nonce, signature, submission, and looking until it is
/// confirmed. What was signed is sent again as the same bytes while its fate is unclear; a new signature is made only where every
/// copy was clearly refused.
/// </summary>
public sealed class RelayerSession : IChainSession
{
    private readonly RelayerOptions _options;
    private readonly RelayedWallet _wallet;
    private readonly RelayerRequests _requests;
    private readonly RelayerSubmission _submission;
    private readonly IChainEvents _events;
    private readonly Queue<ChainOperation> _waiting = new();
    private RelayedOperation? _current;
    private bool _deployed;
    private long _callId;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RelayerSession(RelayerOptions options, RelayedWallet wallet, RelayerRequests requests, RelayerSubmission submission, IChainEvents events)
    {
        options.Validate();
        _options = options;
        _wallet = wallet;
        _requests = requests;
        _submission = submission;
        _events = events;

        // Proxies and Safes come into being with the account at the venue.
        _deployed = wallet.Kind != RelayedWalletKind.Deposit;
    }

    public Timestamp NextDeadline => _callId == 0 ? _current?.Next ?? Timestamp.Never : Timestamp.Never;

    /// <summary>The operation under way is unknown and can no longer happen: its nonce is used. The balances tell whether it did.</summary>
    public bool IsStranded => _current is { Step: RelayStep.Stranded };

    public int Pending => _waiting.Count + (_current is null ? 0 : 1);

    /// <exception cref="ArgumentException">No call, or a deployment: wallets only call.</exception>
    public bool TryStart(Timestamp now, ChainOperation operation, HttpOutbox outbox)
    {
        if (operation.Calls.Count == 0 || operation.Calls.Any(static call => call.Target is null))
        {
            throw new ArgumentException("A relayed operation is one or more calls of existing contracts.", nameof(operation));
        }

        if (_waiting.Count >= RelayerOptions.MaximumWaiting)
        {
            return false;
        }

        _waiting.Enqueue(operation);
        BeginNext(now, outbox);
        return true;
    }

    /// <summary>Goes on with an operation signed before a restart. Call before any <see cref="TryStart"/>.</summary>
    /// <param name="transaction">What <see cref="IChainEvents.Submitted"/> told, or empty.</param>
    /// <exception cref="InvalidOperationException">An operation has begun already.</exception>
    public void Resume(Timestamp now, ChainOperation operation, ChainAttempt attempt, string transaction, HttpOutbox outbox)
    {
        if (_current is not null)
        {
            throw new InvalidOperationException("An operation can only be resumed before any other begins.");
        }

        _current = new RelayedOperation(operation, transaction.Length > 0 ? RelayStep.Watch : RelayStep.Submit, _options.Retries, _options.Looks)
        {
            Attempt = attempt,
            Transaction = transaction,
            MayBeTaken = true,
        };
        Act(now, _current, outbox);
    }

    /// <summary>
    /// The owner's verdict on an operation told as unknown, from the wallet's balances: did it happen? Only then does the session go
    /// on. Does nothing where none is unknown.
    /// </summary>
    public void Decide(Timestamp now, bool happened, HttpOutbox outbox)
    {
        if (_current is not { IsUnknown: true } current)
        {
            return;
        }

        _callId = 0;
        if (happened)
        {
            Confirm(now, current, null, outbox);
        }
        else
        {
            Fail(now, current, ChainFailure.Refused, "decided by the balances", outbox);
        }
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (_current is { } current && _callId == 0 && now >= current.Next)
        {
            Act(now, current, outbox);
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (callId != _callId || callId == 0 || _current is not { } current)
        {
            return false;
        }

        _callId = 0;
        var answer = RelayerAnswer.Read(outcome);
        switch (current.Step)
        {
            case RelayStep.AskDeployed when outcome.IsSuccess && answer.Deployed is { } deployed:
                _deployed = deployed;
                Go(now, current, deployed ? RelayStep.AskNonce : RelayStep.Create, outbox);
                break;
            case RelayStep.Create when outcome.IsSuccess && answer.Id.Length > 0:
                current.Transaction = answer.Id;
                Go(now, current, RelayStep.WatchCreation, outbox);
                break;
            case RelayStep.WatchCreation when outcome.IsSuccess && answer.State != RelayedState.UnderWay:
                Created(now, current, answer, outbox);
                break;
            case RelayStep.AskNonce when outcome.IsSuccess && answer.Nonce is { } nonce && (_wallet.Kind != RelayedWalletKind.Proxy || answer.Address is not null):
                Sign(now, current, nonce, answer.Address ?? default, outbox);
                break;
            case RelayStep.Submit:
                Submitted(now, current, outcome, answer, outbox);
                break;
            case RelayStep.Watch:
                Watched(now, current, outcome, answer, outbox);
                break;
            default:
                Retry(now, current, answer.Error, outbox);
                break;
        }

        return true;
    }

    private void BeginNext(Timestamp now, HttpOutbox outbox)
    {
        if (_current is null && _waiting.TryDequeue(out var operation))
        {
            _current = new RelayedOperation(operation, _deployed ? RelayStep.AskNonce : RelayStep.AskDeployed, _options.Retries, _options.Looks);
            Act(now, _current, outbox);
        }
    }

    private void Go(Timestamp now, RelayedOperation current, RelayStep step, HttpOutbox outbox)
    {
        current.Step = step;
        current.RetriesLeft = _options.Retries;
        Act(now, current, outbox);
    }

    private void Act(Timestamp now, RelayedOperation current, HttpOutbox outbox)
    {
        current.Next = Timestamp.Never;
        if (current.Step == RelayStep.Stranded)
        {
            return;
        }

        _callId = outbox.NextId();
        outbox.Add(current.Step switch
        {
            RelayStep.AskDeployed => _requests.Deployed(_callId, _wallet.Address),
            RelayStep.Create => _requests.CreateWallet(_callId),
            RelayStep.AskNonce => _requests.Parameters(_callId, _wallet.Type),
            RelayStep.Submit => _requests.Submit(_callId, current.Attempt!.Payload),
            _ => _requests.Transaction(_callId, current.Transaction),
        });
    }

    private void Created(Timestamp now, RelayedOperation current, in RelayerAnswer answer, HttpOutbox outbox)
    {
        if (answer.State != RelayedState.Confirmed)
        {
            Fail(now, current, ChainFailure.Refused, "the deposit wallet was not created: " + answer.Error, outbox);
            return;
        }

        _deployed = true;
        current.Transaction = "";
        Go(now, current, RelayStep.AskNonce, outbox);
    }

    private void Sign(Timestamp now, RelayedOperation current, long nonce, EthereumAddress relay, HttpOutbox outbox)
    {
        current.Attempt = _submission.Sign(now, current.Operation.Calls, nonce, relay);
        current.Step = RelayStep.Submit;
        _events.Signed(now, current.Operation.Id, current.Attempt);
        Act(now, current, outbox);
    }

    private void Submitted(Timestamp now, RelayedOperation current, in HttpOutcome outcome, in RelayerAnswer answer, HttpOutbox outbox)
    {
        if (outcome.IsSuccess && answer.Id.Length > 0)
        {
            current.Transaction = answer.Id;
            current.LooksLeft = _options.Looks;
            current.Step = RelayStep.Watch;
            current.Next = now + _options.Pause;
            _events.Submitted(now, current.Operation.Id, answer.Id);
            return;
        }

        switch (RelayerRefusal.Of(outcome, answer.Error))
        {
            case RelayerRefusalKind.Unclear:
                current.MayBeTaken = true;
                Retry(now, current, answer.Error, outbox);
                break;
            case RelayerRefusalKind.Later or RelayerRefusalKind.NotSent:
                Retry(now, current, answer.Error, outbox);
                break;
            case RelayerRefusalKind.NonceBehind when !current.MayBeTaken && current.RetriesLeft > 0:
                // Every copy was refused, so the nonce was used by something else: a new signature cannot repeat the operation.
                current.Step = RelayStep.AskNonce;
                Retry(now, current, answer.Error, outbox);
                break;
            default:
                Refused(now, current, answer.Error, outbox);
                break;
        }
    }

    private void Refused(Timestamp now, RelayedOperation current, string text, HttpOutbox outbox)
    {
        if (current.MayBeTaken)
        {
            current.Step = RelayStep.Stranded;
            TellUnknown(now, current);
        }
        else
        {
            Fail(now, current, ChainFailure.Refused, text, outbox);
        }
    }

    private void Watched(Timestamp now, RelayedOperation current, in HttpOutcome outcome, in RelayerAnswer answer, HttpOutbox outbox)
    {
        if (outcome.IsSuccess && answer.State == RelayedState.Confirmed)
        {
            Confirm(now, current, answer.Hash, outbox);
        }
        else if (outcome.IsSuccess && answer.State is RelayedState.Failed or RelayedState.Invalid)
        {
            if (current.MayBeTaken)
            {
                // This copy failed; perhaps because another one had used the nonce.
                current.Transaction = "";
                Refused(now, current, answer.Error, outbox);
            }
            else
            {
                Fail(now, current, answer.State == RelayedState.Failed ? ChainFailure.Reverted : ChainFailure.Refused, answer.Error, outbox);
            }
        }
        else
        {
            LookAgain(now, current);
        }
    }

    private void LookAgain(Timestamp now, RelayedOperation current)
    {
        if (current.LooksLeft > 0)
        {
            current.LooksLeft--;
        }

        if (current.LooksLeft == 0)
        {
            TellUnknown(now, current);
        }

        current.Next = now + (current.IsUnknown ? _options.SlowPause : _options.Pause);
    }

    private void Retry(Timestamp now, RelayedOperation current, string text, HttpOutbox outbox)
    {
        if (current.Step == RelayStep.WatchCreation)
        {
            current.LooksLeft--;
            current.RetriesLeft = current.LooksLeft;
        }
        else
        {
            current.RetriesLeft--;
        }

        if (current.RetriesLeft >= 0)
        {
            current.Next = now + _options.Pause;
        }
        else if (current.MayBeTaken)
        {
            // The same bytes go on being offered, slowly: one day the relayer takes them or says that their nonce is used.
            TellUnknown(now, current);
            current.Next = now + _options.SlowPause;
        }
        else
        {
            Fail(now, current, ChainFailure.Unreachable, text, outbox);
        }
    }

    private void TellUnknown(Timestamp now, RelayedOperation current)
    {
        if (!current.IsUnknown)
        {
            current.IsUnknown = true;
            _events.Unknown(now, current.Operation.Id, current.Reference);
        }
    }

    private void Confirm(Timestamp now, RelayedOperation current, Hash256? hash, HttpOutbox outbox)
    {
        _current = null;
        _events.Confirmed(now, current.Operation.Id, new ChainSuccess(hash, null, null));
        BeginNext(now, outbox);
    }

    private void Fail(Timestamp now, RelayedOperation current, ChainFailure failure, string detail, HttpOutbox outbox)
    {
        _current = null;
        _events.Failed(now, current.Operation.Id, failure, detail);
        BeginNext(now, outbox);
    }
}
