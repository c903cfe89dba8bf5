using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>When the user stream is lost, it is opened and subscribed again, and nobody is told.</summary>
internal sealed class IgnoreTheGap : WorkerParts
{
    public override NodeSocket Socket(NodeSocket socket) => socket.Session.Name == "user" ? socket with { Session = new Unbroken(socket.Session) } : socket;

    private sealed class Unbroken(ISocketSession inner) : SessionBetween(inner)
    {
        private readonly SocketCommands _heard = new();
        private byte[] _subscription = [];

        public override void Opened(Timestamp now, SocketCommands commands)
        {
            if (_subscription.Length > 0)
            {
                commands.Send(_subscription);
                return;
            }

            base.Opened(now, _heard);
            for (var index = 0; index < _heard.Count; index++)
            {
                if (_heard.Kind(index) == SocketCommandKind.Send)
                {
                    _subscription = _heard.Message(index).ToArray();
                    commands.Send(_subscription);
                }
            }

            _heard.Clear();
        }

        public override void Closed(Timestamp now, int closeCode, SocketCommands commands) => commands.Connect();

        public override void Tick(Timestamp now, SocketCommands commands)
        {
            base.Tick(now, _heard);
            for (var index = 0; index < _heard.Count; index++)
            {
                if (_heard.Kind(index) == SocketCommandKind.Send)
                {
                    commands.Send(_heard.Message(index).Span);
                }
                else
                {
                    commands.Connect();
                }
            }

            _heard.Clear();
        }
    }
}
