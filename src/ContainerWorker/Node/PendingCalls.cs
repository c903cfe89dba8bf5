using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>What to do with the outcome of a call.</summary>
internal delegate void CallCompleted(Timestamp now, in HttpOutcome outcome);

/// <summary>The node's own calls under way (takeover, recovery, reads), each with its continuation.</summary>
internal sealed class PendingCalls(HttpOutbox outbox)
{
    /// <summary>The node asks one thing at a time per market and purpose; more under way means answers are being lost.</summary>
    private const int MaximumUnderWay = 1024;

    private readonly Dictionary<long, CallCompleted> _continuations = [];

    public int UnderWay => _continuations.Count;

    public HttpOutbox Outbox => outbox;

    /// <summary>Puts the call in the outbox.</summary>
    /// <exception cref="InvalidOperationException">Too many calls are under way.</exception>
    public void Send(HttpCall call, CallCompleted completed)
    {
        if (_continuations.Count >= MaximumUnderWay)
        {
            throw new InvalidOperationException($"{MaximumUnderWay} calls are under way; answers are being lost.");
        }

        _continuations.Add(call.Id, completed);
        outbox.Add(call);
    }

    /// <summary>Runs the continuation; false when the call is not one of these.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (!_continuations.Remove(callId, out var completed))
        {
            return false;
        }

        completed(now, outcome);
        return true;
    }
}
