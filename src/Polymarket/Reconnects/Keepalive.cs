using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Reconnects;

/// <summary>
/// The text pings of the venue's sockets: <c>PING</c> at an interval, and a connection without <c>PONG</c> for too long is
/// dead. A pong proves the connection only, never that data flows.
/// </summary>
public sealed class Keepalive(Duration interval, Duration patience)
{
    private Timestamp _pingAt = Timestamp.Never;
    private Timestamp _deadAt = Timestamp.Never;

    public static ReadOnlySpan<byte> Ping => "PING"u8;

    public static ReadOnlySpan<byte> Pong => "PONG"u8;

    public Timestamp NextDeadline => Timestamp.Earlier(_pingAt, _deadAt);

    public void Opened(Timestamp now)
    {
        _pingAt = now + interval;
        _deadAt = now + patience;
    }

    public void Closed()
    {
        _pingAt = Timestamp.Never;
        _deadAt = Timestamp.Never;
    }

    public void PongReceived(Timestamp now) => _deadAt = now + patience;

    public bool IsDead(Timestamp now) => now >= _deadAt;

    /// <summary>True when a ping is due; the next one is then planned.</summary>
    public bool TakePing(Timestamp now)
    {
        if (now < _pingAt)
        {
            return false;
        }

        _pingAt = now + interval;
        return true;
    }
}
