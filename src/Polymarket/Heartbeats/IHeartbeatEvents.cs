using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Heartbeats;

/// <summary>What the owner of a <see cref="HeartbeatSession"/> is told.</summary>
public interface IHeartbeatEvents
{
    /// <summary>A beat is overdue beyond the grace: the venue may soon cancel everything.</summary>
    void Missed(Timestamp now);

    /// <summary>A beat was accepted, for the first time or after missed ones.</summary>
    void Restored(Timestamp now);

    /// <summary>
    /// The venue expects another id: either an answer to us was lost, or there is a second writer. Nothing is sent until the owner
    /// has proved its lease and calls <see cref="HeartbeatSession.Adopt"/>.
    /// </summary>
    void IdMismatch(Timestamp now);
}
