using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Doctor.Sockets;

/// <summary>Passes everything on to a session, and tells of openings and messages.</summary>
internal sealed class WatchedSession(ISocketSession session, SocketHearing heard) : ISocketSession
{
    public string Name => session.Name;

    public Timestamp NextDeadline => session.NextDeadline;

    public void Start(Timestamp now, SocketCommands commands) => session.Start(now, commands);

    public void Opened(Timestamp now, SocketCommands commands)
    {
        heard.WasOpen = true;
        session.Opened(now, commands);
    }

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        session.Received(now, message, commands);
        heard.MessageCame();
    }

    public void Closed(Timestamp now, int closeCode, SocketCommands commands) => session.Closed(now, closeCode, commands);

    public void Tick(Timestamp now, SocketCommands commands) => session.Tick(now, commands);
}
