using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>The node's market session, with every frame shown to the paper exchange first: an order meets the book that the decision saw.</summary>
internal sealed class PaperMarketSocket(ISocketSession session, PaperBooks books) : ISocketSession
{
    public string Name => session.Name;

    public Timestamp NextDeadline => session.NextDeadline;

    public void Start(Timestamp now, SocketCommands commands) => session.Start(now, commands);

    public void Opened(Timestamp now, SocketCommands commands) => session.Opened(now, commands);

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        books.Read(now, message);
        session.Received(now, message, commands);
    }

    public void Closed(Timestamp now, int closeCode, SocketCommands commands)
    {
        books.Lose(now);
        session.Closed(now, closeCode, commands);
    }

    public void Tick(Timestamp now, SocketCommands commands) => session.Tick(now, commands);
}
