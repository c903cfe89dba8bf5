using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Storage.Journal.Frames;

namespace PolyCloud.ContainerWorker.Recording;

/// <summary>
/// A session that writes down every message before its inner session sees it. The inner one only keeps the connection: it
/// subscribes, answers pings, connects again.
/// </summary>
internal sealed class FrameTap(ISocketSession session, FrameJournal journal) : ISocketSession
{
    public string Name => session.Name;

    public Timestamp NextDeadline => session.NextDeadline;

    private bool _isOpen;

    /// <summary>Connections that were there and ended.</summary>
    public int Gaps { get; private set; }

    public void Start(Timestamp now, SocketCommands commands) => session.Start(now, commands);

    public void Opened(Timestamp now, SocketCommands commands)
    {
        _isOpen = true;
        journal.Add(now, FrameEvent.Opened, Name, default);
        session.Opened(now, commands);
    }

    public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
    {
        journal.Add(now, FrameEvent.Message, Name, message);
        session.Received(now, message, commands);
    }

    public void Closed(Timestamp now, int closeCode, SocketCommands commands)
    {
        if (_isOpen)
        {
            // Attempts in between that fail belong to the same gap.
            _isOpen = false;
            Gaps++;
            journal.Add(now, FrameEvent.Closed, Name, default);
        }

        session.Closed(now, closeCode, commands);
    }

    public void Tick(Timestamp now, SocketCommands commands) => session.Tick(now, commands);
}
