using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Finds the current and the next windows of one series and asks on for the price to beat. How a window ends is not its business.
/// Sans-I/O: calls go to the outbox, answers come back by number.
/// </summary>
public interface IWindowDiscovery
{
    /// <summary>When <see cref="Tick"/> wants to be called.</summary>
    Timestamp NextDeadline { get; }

    /// <summary>Starts with the window that is open now, or the first that opens at or after <paramref name="from"/>.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="from">Earlier windows are not wanted.</param>
    /// <param name="until">Windows that open at or after this are not wanted.</param>
    void Start(Timestamp now, Timestamp from, Timestamp until);

    void Tick(Timestamp now, HttpOutbox outbox);

    /// <summary>The outcome of a call; false when it is none of these.</summary>
    bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox);

    /// <summary>Nothing more is asked about this window.</summary>
    void Forget(string slug);
}
