using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>
/// Operations as transactions of the key's own account, one nonce after the other. An operation has one nonce: all its attempts
/// share it, so at most one of them is ever mined, and the next operation begins only when this one is decided.
/// </summary>
public sealed class TransactionSession : IChainSession
{
    // What nodes answer where they have the transaction already.
    private static readonly string[] KnownTexts = ["already known", "known transaction", "already imported", "already exists"];

    private readonly TransactionOptions _options;
    private readonly GasPolicy _gas;
    private readonly PrivateKey _key;
    private readonly IChainEvents _events;
    private readonly Queue<ChainOperation> _waiting = new();
    private readonly TransactionPreparation _preparation;
    private readonly TransactionWatch _watch;
    private readonly RpcConversation _sending;
    private PendingTransaction? _current;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public TransactionSession(TransactionOptions options, GasPolicy gas, RpcEndpoints endpoints, PrivateKey key, IChainEvents events)
    {
        options.Validate();
        gas.Validate();
        _options = options;
        _gas = gas;
        _key = key;
        _events = events;
        _preparation = new TransactionPreparation(options, gas, endpoints, key.Address);
        _watch = new TransactionWatch(options, endpoints, key.Address);
        _sending = new RpcConversation(endpoints);
    }

    public Timestamp NextDeadline => _current is not { } current ? Timestamp.Never
        : current.IsSigned ? Timestamp.Earlier(current.NextLook, current.UnknownAt)
        : _preparation.NextDeadline;

    public int Pending => _waiting.Count + (_current is null ? 0 : 1);

    /// <exception cref="ArgumentException">The operation is more than one call: an account of its own cannot do several at once.</exception>
    public bool TryStart(Timestamp now, ChainOperation operation, HttpOutbox outbox)
    {
        if (operation.Calls.Count != 1)
        {
            throw new ArgumentException("An operation of an externally owned account is exactly one call.", nameof(operation));
        }

        if (_waiting.Count >= TransactionOptions.MaximumWaiting)
        {
            return false;
        }

        _waiting.Enqueue(operation);
        BeginNext(now, outbox);
        return true;
    }

    /// <summary>
    /// Goes on with an operation that was signed before a restart, with everything <see cref="IChainEvents.Signed"/> told of it.
    /// Call before any <see cref="TryStart"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">An operation has begun already.</exception>
    public void Resume(Timestamp now, ChainOperation operation, IReadOnlyList<ChainAttempt> attempts, HttpOutbox outbox)
    {
        if (_current is not null)
        {
            throw new InvalidOperationException("An operation can only be resumed before any other begins.");
        }

        _current = PendingTransaction.Resumed(operation, attempts, now, _options);
        _watch.Begin(_current.Attempts, _current.Attempts[^1].Nonce);
        Send(now, _current, outbox);
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (_current is not { } current)
        {
            return;
        }

        if (!current.IsSigned)
        {
            _preparation.Tick(now, outbox);
            Prepared(now, outbox);
            return;
        }

        if (now >= current.UnknownAt)
        {
            current.ToldUnknown();
            _events.Unknown(now, current.Operation.Id, current.Attempts[^1].Reference.ToString());
        }

        if (now >= current.NextLook)
        {
            current.NextLook = now + (current.IsUnknown ? _options.SlowPollPause : _options.PollPause);
            if (!_watch.IsLooking && !_sending.IsWaiting)
            {
                _watch.Look(now, outbox);
            }
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (_preparation.Completed(now, callId, outcome, outbox))
        {
            Prepared(now, outbox);
            return true;
        }

        if (_watch.Completed(now, callId, outcome, outbox))
        {
            Looked(now, outbox);
            return true;
        }

        switch (_sending.Completed(now, callId, outcome, outbox, out var answer))
        {
            case RpcProgress.NotMine:
                return false;
            case RpcProgress.Answered:
                Sent(now, answer, outbox);
                return true;
            case RpcProgress.Exhausted:
                NobodyTook();
                return true;
            default:
                return true;
        }
    }

    private void BeginNext(Timestamp now, HttpOutbox outbox)
    {
        if (_current is null && _waiting.TryDequeue(out var operation))
        {
            _current = new PendingTransaction(operation);
            _preparation.Begin(now, operation.Calls[0], outbox);
        }
    }

    private void Prepared(Timestamp now, HttpOutbox outbox)
    {
        if (_current is not { IsSigned: false } current)
        {
            return;
        }

        if (_preparation.HasFailed)
        {
            Fail(now, current, _preparation.Failure, _preparation.Detail, outbox);
        }
        else if (_preparation.IsReady)
        {
            current.Prepare(_preparation.GasLimit, now, _options);
            Sign(now, current, _preparation.Nonce, _preparation.Fees, outbox);
        }
    }

    private void Sign(Timestamp now, PendingTransaction current, long nonce, GasFees fees, HttpOutbox outbox)
    {
        var (raw, hash) = new FeeMarketTransaction
        {
            ChainId = _options.ChainId,
            Nonce = nonce,
            Fees = fees,
            GasLimit = current.GasLimit,
            Call = current.Operation.Calls[0],
        }.Sign(_key);
        var attempt = new ChainAttempt(nonce, hash, raw, fees);
        current.Attempts.Add(attempt);
        current.StuckAt = now + _options.StuckAfter;
        _watch.Begin(current.Attempts, nonce);
        _events.Signed(now, current.Operation.Id, attempt);
        Send(now, current, outbox);
    }

    private void Send(Timestamp now, PendingTransaction current, HttpOutbox outbox)
    {
        current.MustSendAgain = false;
        _sending.Ask(now, RpcRequest.SendTransaction(current.Attempts[^1].Payload), outbox);
    }

    private void Sent(Timestamp now, in RpcAnswer answer, HttpOutbox outbox)
    {
        if (_current is not { } current)
        {
            return;
        }

        if (answer.Kind == RpcAnswerKind.Result || KnownTexts.Any(answer.Says))
        {
            current.MayBeTaken = true;
            _events.Submitted(now, current.Operation.Id, current.Attempts[^1].Reference.ToString());
        }
        else if (current.MayBeTaken || _sending.MayHaveArrived)
        {
            // An earlier copy or attempt may still be mined: only the chain decides.
            current.MayBeTaken = true;
        }
        else
        {
            Fail(now, current, ChainFailure.Refused, answer.ErrorText, outbox);
        }
    }

    private void NobodyTook()
    {
        if (_current is { } current)
        {
            current.MayBeTaken |= _sending.MayHaveArrived;

            // The same bytes go out again after the next look.
            current.MustSendAgain = true;
        }
    }

    private void Looked(Timestamp now, HttpOutbox outbox)
    {
        if (_current is not { IsSigned: true } current || _watch.IsLooking)
        {
            return;
        }

        if (_watch.Verdict == WatchVerdict.Mined)
        {
            _preparation.Used(current.Attempts[^1].Nonce);
            Mined(now, current, _watch.Receipt!, outbox);
        }
        else if (_watch.Verdict == WatchVerdict.NonceTaken)
        {
            _preparation.Used(current.Attempts[^1].Nonce);
            Fail(now, current, ChainFailure.NonceTaken, "another transaction of this account was mined under this nonce", outbox);
        }
        else if (!_watch.IsMined && !_sending.IsWaiting)
        {
            Push(now, current, outbox);
        }
    }

    private void Push(Timestamp now, PendingTransaction current, HttpOutbox outbox)
    {
        var isStuck = now >= current.StuckAt;
        var last = current.Attempts[^1];
        if (isStuck && current.MayBeReplaced && _gas.Replace(last.Fees, _watch.Head.BaseFeeWei) is { } dearer)
        {
            Sign(now, current, last.Nonce, dearer, outbox);
        }
        else if (isStuck || current.MustSendAgain)
        {
            current.StuckAt = isStuck ? now + _options.StuckAfter : current.StuckAt;
            Send(now, current, outbox);
        }
    }

    private void Mined(Timestamp now, PendingTransaction current, ChainReceipt receipt, HttpOutbox outbox)
    {
        if (!receipt.Succeeded)
        {
            Fail(now, current, ChainFailure.Reverted, receipt.Transaction.ToString(), outbox);
            return;
        }

        long? amount = null;
        if (current.Operation.Expected is { } expected)
        {
            if (!expected.IsShownBy(receipt, out var told))
            {
                Fail(now, current, ChainFailure.NoEffect, receipt.Transaction.ToString(), outbox);
                return;
            }

            amount = told;
        }

        _current = null;
        _events.Confirmed(now, current.Operation.Id, new ChainSuccess(receipt.Transaction, amount, receipt));
        BeginNext(now, outbox);
    }

    private void Fail(Timestamp now, PendingTransaction current, ChainFailure failure, string detail, HttpOutbox outbox)
    {
        _current = null;
        _events.Failed(now, current.Operation.Id, failure, detail);
        BeginNext(now, outbox);
    }
}
