using System.Text;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Workers;
using System.Text.Json;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>Cancels that name an order which was partly filled never leave and are believed done.</summary>
internal sealed class ForgetTheCancelAfterAPartialFill : WorkerParts
{
    private readonly HashSet<string> _partlyFilled = new(StringComparer.Ordinal);

    public override NodeSocket Socket(NodeSocket socket) => socket.Session.Name == "user" ? socket with { Session = new Watching(socket.Session, _partlyFilled) } : socket;

    public override IHttpActor Actor(TradingNode node, TradingWallet wallet) => new Forgetting(node, _partlyFilled);

    private sealed class Watching(ISocketSession inner, HashSet<string> partlyFilled) : SessionBetween(inner)
    {
        public override void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
        {
            if (message.IndexOf("\"event_type\":\"order\""u8) >= 0 && message.IndexOf("\"type\":\"UPDATE\""u8) >= 0)
            {
                Remember(message);
            }

            base.Received(now, message, commands);
        }

        private void Remember(ReadOnlySpan<byte> message)
        {
            try
            {
                using var document = JsonDocument.Parse(message.ToArray());
                var root = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement[0] : document.RootElement;
                partlyFilled.Add(root.GetProperty("id").GetString()!);
            }
            catch (JsonException)
            {
                // Cut short on its way: nobody can read it.
            }
        }
    }

    private sealed class Forgetting(TradingNode node, HashSet<string> partlyFilled) : ActorBetween(node)
    {
        protected override HttpCall? Leaves(HttpCall call)
        {
            var named = call.Method == "DELETE" ? Encoding.UTF8.GetString(call.Body.Span) : "";
            if (partlyFilled.FirstOrDefault(order => named.Contains(order, StringComparison.Ordinal)) is not { } forgotten)
            {
                return call;
            }

            Answer(call, $"{{\"canceled\":[\"{forgotten}\"],\"not_canceled\":{{}}}}");
            return null;
        }
    }
}
