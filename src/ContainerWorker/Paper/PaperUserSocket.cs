using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>The other end of the node's user session: it connects at once, pongs, and carries the paper venue's frames.</summary>
internal sealed class PaperUserSocket(NodeSocket socket)
{
    private readonly SocketCommands _commands = new();
    private readonly Queue<byte[]> _incoming = new();
    private bool _opening;
    private bool _closing;

    public Timestamp NextDeadline => _opening || _closing || _incoming.Count > 0 ? default : socket.Session.NextDeadline;

    /// <summary>To be handed over with the next <see cref="Tick"/>, which is due at once. Bounded by the reports of the paper exchange.</summary>
    public void Enqueue(byte[] frame) => _incoming.Enqueue(frame);

    public void Start(Timestamp now)
    {
        socket.Session.Start(now, _commands);
        Carry();
    }

    public void Tick(Timestamp now)
    {
        if (_closing)
        {
            _closing = false;
            _incoming.Clear();
            socket.Session.Closed(now, 0, _commands);
            Carry();
        }

        if (_opening)
        {
            _opening = false;
            socket.Session.Opened(now, _commands);
            Carry();
        }

        while (_incoming.TryDequeue(out var frame))
        {
            socket.Session.Received(now, frame, _commands);
            Carry();
        }

        if (socket.Session.NextDeadline <= now)
        {
            socket.Session.Tick(now, _commands);
            Carry();
        }

        socket.AfterStep(now);
    }

    private void Carry()
    {
        for (var index = 0; index < _commands.Count; index++)
        {
            switch (_commands.Kind(index))
            {
                case SocketCommandKind.Connect:
                    _opening = true;
                    break;
                case SocketCommandKind.Close:
                    _closing = true;
                    break;
                default:
                    if (_commands.Message(index).Span.SequenceEqual("PING"u8))
                    {
                        _incoming.Enqueue("PONG"u8.ToArray());
                    }

                    break;
            }
        }

        _commands.Clear();
    }
}
