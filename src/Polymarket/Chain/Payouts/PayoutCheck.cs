using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Payouts;

/// <summary>
/// Asks several endpoints for a condition's result: denominator and both numerators, each endpoint by itself. The result counts
/// where as many endpoints as the quorum say the same.
/// </summary>
public sealed class PayoutCheck
{
    private const int Readings = 3;

    private readonly RpcConversation _rpc;
    private readonly RpcEndpoints _endpoints;
    private readonly EthereumAddress _conditionalTokens;
    private readonly int _quorum;
    private readonly long[] _read = new long[Readings];
    private readonly int[] _votes = new int[(int)PayoutVerdict.Disputed];
    private Hash256 _condition;
    private int _tried;
    private int _reading;

    /// <param name="quorum">Endpoints that must agree, 1 to the number of endpoints.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quorum can never be met.</exception>
    public PayoutCheck(RpcEndpoints endpoints, EthereumAddress conditionalTokens, int quorum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quorum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quorum, endpoints.Health.Count);
        _rpc = new RpcConversation(endpoints);
        _endpoints = endpoints;
        _conditionalTokens = conditionalTokens;
        _quorum = quorum;
    }

    public bool IsDone { get; private set; } = true;

    /// <summary>Valid once <see cref="IsDone"/>.</summary>
    public PayoutVerdict Verdict { get; private set; }

    public void Start(Timestamp now, Hash256 condition, HttpOutbox outbox)
    {
        _condition = condition;
        _tried = 0;
        Array.Clear(_votes);
        Verdict = PayoutVerdict.Unknown;
        IsDone = false;
        Next(now, outbox);
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        switch (_rpc.Completed(now, callId, outcome, outbox, out var answer))
        {
            case RpcProgress.NotMine:
                return false;
            case RpcProgress.Answered when answer.Kind == RpcAnswerKind.Result && HexText.TryData(answer.Result, out var data) && new AbiWords(data).TryAmount(0, out _read[_reading]):
                _reading++;
                Read(now, outbox);
                return true;
            default:
                Next(now, outbox);
                return true;
        }
    }

    private void Read(Timestamp now, HttpOutbox outbox)
    {
        if (_reading < Readings)
        {
            Ask(now, outbox);
            return;
        }

        _votes[(int)Judge(_read[0], _read[1], _read[2])]++;
        Next(now, outbox);
    }

    private static PayoutVerdict Judge(long denominator, long up, long down) =>
        denominator == 0 ? PayoutVerdict.Unresolved
        : up < 0 || down < 0 || up > denominator || up + down != denominator ? PayoutVerdict.Unknown
        : up == denominator ? PayoutVerdict.Up
        : down == denominator ? PayoutVerdict.Down
        : PayoutVerdict.Shared;

    private void Next(Timestamp now, HttpOutbox outbox)
    {
        // One endpoint more after every vote, until all that may be asked were asked: a liar must meet a contradiction.
        var endpoint = _endpoints.Choose(now, _tried);
        if (endpoint < 0)
        {
            IsDone = true;
            Verdict = Count();
            return;
        }

        _tried |= 1 << endpoint;
        _reading = 0;
        _rpc.AskAt(now, endpoint, RpcRequest.Call(_conditionalTokens, ConditionalTokensCalls.PayoutDenominator(_condition)), outbox);
    }

    private void Ask(Timestamp now, HttpOutbox outbox) =>
        _rpc.AskAt(now, _rpc.Endpoint, RpcRequest.Call(_conditionalTokens, ConditionalTokensCalls.PayoutNumerator(_condition, _reading - 1)), outbox);

    private PayoutVerdict Count()
    {
        var decided = 0;
        var winner = PayoutVerdict.Unresolved;
        foreach (var verdict in (ReadOnlySpan<PayoutVerdict>)[PayoutVerdict.Up, PayoutVerdict.Down, PayoutVerdict.Shared])
        {
            if (_votes[(int)verdict] > 0)
            {
                decided++;
                winner = verdict;
            }
        }

        // Some endpoints may not have seen the decision yet; they are no contradiction, but no support either.
        return decided > 1 ? PayoutVerdict.Disputed
            : _votes[(int)winner] >= _quorum ? winner
            : PayoutVerdict.Unknown;
    }
}
