using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>What a look at the chain decided.</summary>
internal enum WatchVerdict : byte
{
    Undecided,

    /// <summary>One of the attempts is mined and deep enough; <see cref="TransactionWatch.Receipt"/> tells how it ended.</summary>
    Mined,

    /// <summary>The nonce is used, deep enough, and by none of the attempts.</summary>
    NonceTaken,
}

/// <summary>
/// Looks, again and again, whether one of the attempts at a nonce was mined. Every look asks one endpoint for everything it
/// compares: newest block, nonce some blocks below it, receipts. A receipt is asked anew each time, so that one that vanished in a
/// reorganisation counts no more.
/// </summary>
internal sealed class TransactionWatch(TransactionOptions options, RpcEndpoints endpoints, EthereumAddress account)
{
    /// <summary>Looks in a row that must find the nonce used by a stranger: nodes behind one address may differ for a moment.</summary>
    private const int LooksForStranger = 3;

    private readonly RpcConversation _rpc = new(endpoints);
    private IReadOnlyList<ChainAttempt> _attempts = [];
    private long _nonce;
    private int _asked;
    private bool _countKnown;
    private bool _nonceUsed;
    private int _strangerSeen;
    private ChainReceipt? _found;

    public bool IsLooking => _rpc.IsWaiting;

    public WatchVerdict Verdict { get; private set; }

    public ChainReceipt? Receipt { get; private set; }

    /// <summary>A receipt was there at the last whole look; it waits for depth.</summary>
    public bool IsMined { get; private set; }

    /// <summary>The newest block of the last look.</summary>
    public ChainHead Head { get; private set; }

    public void Begin(IReadOnlyList<ChainAttempt> attempts, long nonce)
    {
        _attempts = attempts;
        _nonce = nonce;
        _strangerSeen = 0;
        Verdict = WatchVerdict.Undecided;
        Receipt = null;
        IsMined = false;
        _rpc.Forget();
    }

    public void Look(Timestamp now, HttpOutbox outbox)
    {
        _asked = -1;
        _countKnown = false;
        _found = null;
        _rpc.Ask(now, RpcRequest.LatestBlock(), outbox);
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        var progress = _rpc.Completed(now, callId, outcome, outbox, out var answer);
        if (progress == RpcProgress.Answered && answer.Kind == RpcAnswerKind.Result)
        {
            Answered(now, answer, outbox);
        }

        return progress != RpcProgress.NotMine;
    }

    private void Answered(Timestamp now, in RpcAnswer answer, HttpOutbox outbox)
    {
        if (_asked < 0 && !_countKnown)
        {
            if (!ChainHead.TryRead(answer.Result, out var head) || !endpoints.Accept(now, _rpc.Endpoint, head))
            {
                return;
            }

            Head = head;
            _asked = 0;
            _rpc.AskAt(now, _rpc.Endpoint, RpcRequest.TransactionCount(account, Math.Max(0, head.Number - options.Confirmations + 1)), outbox);
        }
        else if (!_countKnown)
        {
            if (HexText.TryLong(answer.Result, out var count))
            {
                _countKnown = true;
                _nonceUsed = count > _nonce;
                AskReceipt(now, outbox);
            }
        }
        else
        {
            ReceiptRead(now, answer, outbox);
        }
    }

    private void ReceiptRead(Timestamp now, in RpcAnswer answer, HttpOutbox outbox)
    {
        if (answer.Result.ValueKind != System.Text.Json.JsonValueKind.Null)
        {
            if (!ChainReceipt.TryRead(answer.Result, out _found) || _found!.Transaction != _attempts[^_asked].Reference)
            {
                // A receipt that cannot be read decides nothing.
                return;
            }
        }
        else if (_asked < _attempts.Count)
        {
            AskReceipt(now, outbox);
            return;
        }

        Conclude();
    }

    // The newest attempt first: it is the likeliest to be mined.
    private void AskReceipt(Timestamp now, HttpOutbox outbox)
    {
        _asked++;
        _rpc.AskAt(now, _rpc.Endpoint, RpcRequest.Receipt(_attempts[^_asked].Reference), outbox);
    }

    private void Conclude()
    {
        IsMined = _found is not null;
        _strangerSeen = _nonceUsed && !IsMined ? _strangerSeen + 1 : 0;
        if (_found is { } receipt && Head.Number - receipt.Block + 1 >= options.Confirmations)
        {
            Receipt = receipt;
            Verdict = WatchVerdict.Mined;
        }
        else if (_strangerSeen >= LooksForStranger)
        {
            Verdict = WatchVerdict.NonceTaken;
        }
    }
}
