using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>
/// Before anything is signed: chain id, newest block, nonce and gas, from one endpoint. The nonce is the number of mined
/// transactions, never of pending ones: should a transaction of a former life still be under way, the new one competes with it for
/// the same nonce, and only one of the two can happen.
/// </summary>
internal sealed class TransactionPreparation(TransactionOptions options, GasPolicy gas, RpcEndpoints endpoints, EthereumAddress account)
{
    private enum Step : byte
    {
        Idle,
        Chain,
        Head,
        Nonce,
        Gas,
        Ready,
        Failed,
    }

    private readonly RpcConversation _rpc = new(endpoints);
    private ChainCall _call = new(null, default);
    private Step _step;
    private bool _chainProved;
    private Timestamp _givesUp;
    private Timestamp _retry = Timestamp.Never;
    private long _nonceFloor;

    public long Nonce { get; private set; }

    public GasFees Fees { get; private set; }

    public long GasLimit { get; private set; }

    public ChainFailure Failure { get; private set; }

    public string Detail { get; private set; } = "";

    public bool IsReady => _step == Step.Ready;

    public bool HasFailed => _step == Step.Failed;

    public Timestamp NextDeadline => _retry;

    /// <summary>This nonce is used up, whatever a lagging endpoint says.</summary>
    public void Used(long nonce) => _nonceFloor = Math.Max(_nonceFloor, nonce + 1);

    public void Begin(Timestamp now, ChainCall call, HttpOutbox outbox)
    {
        _call = call;
        _givesUp = now + options.PrepareFor;
        Start(now, outbox);
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (now >= _retry)
        {
            Start(now, outbox);
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        switch (_rpc.Completed(now, callId, outcome, outbox, out var answer))
        {
            case RpcProgress.NotMine:
                return false;
            case RpcProgress.Answered:
                Answered(now, answer, outbox);
                return true;
            case RpcProgress.Exhausted:
                Again(now);
                return true;
            default:
                return true;
        }
    }

    private void Start(Timestamp now, HttpOutbox outbox)
    {
        _retry = Timestamp.Never;
        _step = _chainProved ? Step.Head : Step.Chain;
        _rpc.Ask(now, _chainProved ? RpcRequest.LatestBlock() : RpcRequest.ChainId(), outbox);
    }

    private void Answered(Timestamp now, in RpcAnswer answer, HttpOutbox outbox)
    {
        if (answer.Kind == RpcAnswerKind.Error)
        {
            Fail(answer.IsRevert ? ChainFailure.WouldRevert : ChainFailure.Refused, answer.ErrorText);
            return;
        }

        switch (_step)
        {
            case Step.Chain when HexText.TryLong(answer.Result, out var chain):
                ChainRead(now, chain, outbox);
                break;
            case Step.Head when ChainHead.TryRead(answer.Result, out var head) && endpoints.Accept(now, _rpc.Endpoint, head):
                HeadRead(now, head, outbox);
                break;
            case Step.Nonce when HexText.TryLong(answer.Result, out var count):
                Nonce = Math.Max(count, _nonceFloor);
                _step = Step.Gas;
                _rpc.AskAt(now, _rpc.Endpoint, RpcRequest.EstimateGas(account, _call), outbox);
                break;
            case Step.Gas when HexText.TryLong(answer.Result, out var estimate):
                GasRead(estimate);
                break;
            default:
                Again(now);
                break;
        }
    }

    private void ChainRead(Timestamp now, long chain, HttpOutbox outbox)
    {
        if (chain != options.ChainId)
        {
            Fail(ChainFailure.Refused, $"the endpoint serves chain {chain}, not {options.ChainId}");
            return;
        }

        _chainProved = true;
        _step = Step.Head;
        _rpc.AskAt(now, _rpc.Endpoint, RpcRequest.LatestBlock(), outbox);
    }

    private void HeadRead(Timestamp now, ChainHead head, HttpOutbox outbox)
    {
        if (gas.First(head.BaseFeeWei) is not { } fees)
        {
            Fail(ChainFailure.FeeAboveCap, $"the base fee is {head.BaseFeeWei / GasPolicy.Gwei} gwei");
            return;
        }

        Fees = fees;
        _step = Step.Nonce;
        _rpc.AskAt(now, _rpc.Endpoint, RpcRequest.TransactionCount(account, null), outbox);
    }

    private void GasRead(long estimate)
    {
        if (gas.Limit(estimate) is not { } limit)
        {
            Fail(ChainFailure.FeeAboveCap, $"the call wants {estimate} gas");
            return;
        }

        GasLimit = limit;
        _step = Step.Ready;
    }

    private void Again(Timestamp now)
    {
        if (now >= _givesUp)
        {
            Fail(ChainFailure.Unreachable, "no endpoint gave a usable answer");
            return;
        }

        _retry = now + options.PollPause;
    }

    private void Fail(ChainFailure failure, string detail)
    {
        _step = Step.Failed;
        Failure = failure;
        Detail = detail;
    }
}
