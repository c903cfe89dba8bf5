using System.Numerics;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Approvals;

/// <summary>Asks the chain which approvals a wallet has given. One pass; an approval that could not be read counts as unread, never as given.</summary>
public sealed class ApprovalCheck(RpcEndpoints endpoints, EthereumAddress owner, IReadOnlyList<Approval> required)
{
    /// <summary>An allowance below this is missing: half of unlimited, as some tokens count unlimited ones down.</summary>
    private static readonly BigInteger AmpleAllowance = BigInteger.One << 255;

    private readonly RpcConversation _rpc = new(endpoints);
    private readonly List<Approval> _missing = [];
    private readonly List<Approval> _unread = [];
    private int _asked;

    public bool IsDone => _asked == required.Count;

    /// <summary>Not given, or too small; <see cref="Approval.Grant"/> gives them.</summary>
    public IReadOnlyList<Approval> Missing => _missing;

    public IReadOnlyList<Approval> Unread => _unread;

    public void Start(Timestamp now, HttpOutbox outbox)
    {
        _asked = 0;
        _missing.Clear();
        _unread.Clear();
        Ask(now, outbox);
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        var progress = _rpc.Completed(now, callId, outcome, outbox, out var answer);
        if (progress is RpcProgress.Answered or RpcProgress.Exhausted)
        {
            Sort(required[_asked], answer);
            _asked++;
            Ask(now, outbox);
        }

        return progress != RpcProgress.NotMine;
    }

    private void Ask(Timestamp now, HttpOutbox outbox)
    {
        if (!IsDone)
        {
            var approval = required[_asked];
            var data = approval.IsOperator ? TokenCalls.IsApproved(owner, approval.Spender) : TokenCalls.Allowance(owner, approval.Spender);
            _rpc.Ask(now, RpcRequest.Call(approval.Token, data), outbox);
        }
    }

    private void Sort(Approval approval, in RpcAnswer answer)
    {
        if (answer.Kind != RpcAnswerKind.Result || !TryNumber(answer.Result, out var number))
        {
            _unread.Add(approval);
        }
        else if (approval.IsOperator ? number.IsZero : number < AmpleAllowance)
        {
            _missing.Add(approval);
        }
    }

    private static bool TryNumber(JsonElement result, out BigInteger number)
    {
        number = default;
        return HexText.TryData(result, out var data) && new AbiWords(data).TryNumber(0, out number);
    }
}
