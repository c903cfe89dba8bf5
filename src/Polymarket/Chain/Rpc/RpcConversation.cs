using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>What an outcome meant to an <see cref="RpcConversation"/>.</summary>
public enum RpcProgress : byte
{
    NotMine,

    /// <summary>Asked again at another endpoint.</summary>
    AskedAgain,

    /// <summary>There is a result or an error.</summary>
    Answered,

    /// <summary>Every endpoint was asked in vain.</summary>
    Exhausted,
}

/// <summary>One request at a time, asked at one endpoint after the other until one answers.</summary>
public sealed class RpcConversation(RpcEndpoints endpoints)
{
    private RpcRequest? _request;
    private long _callId;
    private int _tried;
    private bool _anywhere;
    private Timestamp _askedAt;

    public bool IsWaiting => _callId != 0;

    /// <summary>Who was asked last.</summary>
    public int Endpoint { get; private set; }

    /// <summary>A copy of the request got no clear answer, so it may have had its effect.</summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>Asks whoever is best, and the others after it.</summary>
    public void Ask(Timestamp now, RpcRequest request, HttpOutbox outbox)
    {
        Begin(request, anywhere: true);
        Send(now, endpoints.Choose(now, 0), outbox);
    }

    /// <summary>Asks one endpoint only: answers that are compared with each other must come from one.</summary>
    public void AskAt(Timestamp now, int endpoint, RpcRequest request, HttpOutbox outbox)
    {
        Begin(request, anywhere: false);
        Send(now, endpoint, outbox);
    }

    public void Forget() => _callId = 0;

    public RpcProgress Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox, out RpcAnswer answer)
    {
        answer = default;
        if (callId != _callId || callId == 0)
        {
            return RpcProgress.NotMine;
        }

        _callId = 0;
        answer = RpcAnswer.Read(callId, outcome);
        if (answer.Kind != RpcAnswerKind.Unusable)
        {
            endpoints.Answered(Endpoint, now - _askedAt);
            return RpcProgress.Answered;
        }

        MayHaveArrived |= outcome.Kind != HttpOutcomeKind.NotSent;
        endpoints.Silent(now, Endpoint);
        var next = _anywhere ? endpoints.Choose(now, _tried) : -1;
        if (next < 0)
        {
            return RpcProgress.Exhausted;
        }

        Send(now, next, outbox);
        return RpcProgress.AskedAgain;
    }

    private void Begin(RpcRequest request, bool anywhere)
    {
        _request = request;
        _anywhere = anywhere;
        _tried = 0;
        MayHaveArrived = false;
    }

    private void Send(Timestamp now, int endpoint, HttpOutbox outbox)
    {
        Endpoint = endpoint;
        _tried |= 1 << endpoint;
        _askedAt = now;
        _callId = outbox.NextId();
        outbox.Add(_request!.To(_callId, endpoint, endpoints.Options.Timeout));
    }
}
