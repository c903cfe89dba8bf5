using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A node behind something that may change its calls and what comes of them.</summary>
internal abstract class ActorBetween(IHttpActor inner) : IHttpActor
{
    private readonly Dictionary<long, HttpCall> _calls = [];
    private readonly List<(long Call, HttpOutcome Outcome)> _madeUp = [];
    private Timestamp _answerAt = Timestamp.Never;
    private long _own = 1_000_000_000;

    public HttpOutbox Outbox
    {
        get
        {
            // Looked at after every step: what the node asked in it goes through here.
            foreach (var call in inner.Outbox.Calls.ToArray())
            {
                if (Leaves(call) is { } changed)
                {
                    _calls[call.Id] = call;
                    Out.Add(changed);
                }
            }

            inner.Outbox.Clear();
            return Out;
        }
    }

    public Timestamp NextDeadline => Timestamp.Earlier(_answerAt, inner.NextDeadline);

    public bool HasStopped => inner.HasStopped;

    private HttpOutbox Out { get; } = new();

    public void Start(Timestamp now)
    {
        Now = now;
        inner.Start(now);
    }

    public void Tick(Timestamp now)
    {
        Now = now;
        _answerAt = Timestamp.Never;
        foreach (var (call, outcome) in _madeUp.ToArray())
        {
            inner.HttpCompleted(now, call, outcome);
        }

        _madeUp.Clear();
        if (inner.NextDeadline <= now)
        {
            inner.Tick(now);
        }
    }

    public void HttpCompleted(Timestamp now, long callId, in HttpOutcome outcome)
    {
        Now = now;
        if (_calls.Remove(callId, out var call))
        {
            inner.HttpCompleted(now, callId, Changed(now, call, outcome));
        }
    }

    /// <summary>The moment of the last step.</summary>
    protected Timestamp Now { get; private set; }

    /// <summary>The call as it leaves; null where it does not.</summary>
    protected virtual HttpCall? Leaves(HttpCall call) => call;

    /// <summary>The outcome as the node hears it.</summary>
    protected virtual HttpOutcome Changed(Timestamp now, HttpCall call, in HttpOutcome outcome) => outcome;

    /// <summary>Answers a call that never leaves.</summary>
    protected void Answer(HttpCall call, string body)
    {
        _madeUp.Add((call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = System.Text.Encoding.UTF8.GetBytes(body) }));
        _answerAt = Now;
    }

    /// <summary>Sends a call of its own, whose outcome nobody hears.</summary>
    protected void SendOwn(HttpCall call) => Out.Add(call with { Id = ++_own });
}
