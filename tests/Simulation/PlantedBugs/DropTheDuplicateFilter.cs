using System.Text;
using System.Text.RegularExpressions;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>An execution that the user stream tells again is a new one: it reaches the books under another id.</summary>
internal sealed partial class DropTheDuplicateFilter : WorkerParts
{
    public override NodeSocket Socket(NodeSocket socket) => socket.Session.Name == "user" ? socket with { Session = new Forgetful(socket.Session) } : socket;

    private sealed partial class Forgetful(ISocketSession inner) : SessionBetween(inner)
    {
        private readonly HashSet<string> _told = new(StringComparer.Ordinal);
        private int _again;

        public override void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
        {
            var text = Encoding.UTF8.GetString(message);
            if (text.Contains("\"event_type\":\"trade\"", StringComparison.Ordinal) && !_told.Add(text))
            {
                text = TradeId().Replace(text, $"\"id\":\"00000000-0000-4000-8000-{++_again:x12}\"", 1);
            }

            base.Received(now, Encoding.UTF8.GetBytes(text), commands);
        }

        [GeneratedRegex("\"id\":\"[0-9a-f-]{36}\"", RegexOptions.None, 1000)]
        private static partial Regex TradeId();
    }
}
