using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Reconnects;

public enum ConnectionState : byte
{
    /// <summary>Nothing was asked yet.</summary>
    Idle,

    Connecting,

    Open,

    /// <summary>Given up from this side; the pump has not confirmed yet. Frames that still arrive are old.</summary>
    Closing,

    /// <summary>Waiting for the next attempt.</summary>
    Waiting,
}

/// <summary>
/// The connection of one socket session: asks for it, and after every loss asks again after a jittered wait. The waits grow
/// until <see cref="Proven"/> says that data came, because a socket that opens and dies would otherwise be hammered.
/// </summary>
public sealed class Connection(FullJitter waits)
{
    public ConnectionState State { get; private set; }

    public bool IsOpen => State == ConnectionState.Open;

    /// <summary>When the present connection was opened.</summary>
    public Timestamp OpenedAt { get; private set; }

    /// <summary>Times a connection was lost or could not be made.</summary>
    public long Losses { get; private set; }

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Ask(SocketCommands commands)
    {
        if (State is ConnectionState.Idle or ConnectionState.Waiting)
        {
            State = ConnectionState.Connecting;
            NextDeadline = Timestamp.Never;
            commands.Connect();
        }
    }

    public void Opened(Timestamp now)
    {
        State = ConnectionState.Open;
        OpenedAt = now;
    }

    public void Proven() => waits.Reset();

    /// <summary>Ends the connection from this side.</summary>
    public void Drop(SocketCommands commands)
    {
        if (State == ConnectionState.Open)
        {
            State = ConnectionState.Closing;
            commands.Close();
        }
    }

    /// <param name="wait">How long to wait instead of the jittered time, where the other side has asked for that.</param>
    public void Closed(Timestamp now, Duration? wait = null)
    {
        Losses++;
        State = ConnectionState.Waiting;
        NextDeadline = now + (wait ?? waits.Next());
    }

    /// <summary>Gives up the next attempt: nobody needs it any more.</summary>
    public void Rest()
    {
        if (State == ConnectionState.Waiting)
        {
            State = ConnectionState.Idle;
            NextDeadline = Timestamp.Never;
        }
    }

    public void Tick(Timestamp now, SocketCommands commands)
    {
        if (State == ConnectionState.Waiting && now >= NextDeadline)
        {
            Ask(commands);
        }
    }
}
