using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>A state machine that makes HTTP calls: its host sends what is in the outbox and brings back each outcome.</summary>
public interface IHttpActor
{
    HttpOutbox Outbox { get; }

    /// <summary>When <see cref="Tick"/> wants to be called.</summary>
    Timestamp NextDeadline { get; }

    /// <summary>Nothing more is to be done.</summary>
    bool HasStopped { get; }

    void Start(Timestamp now);

    void Tick(Timestamp now);

    void HttpCompleted(Timestamp now, long callId, in HttpOutcome outcome);
}
