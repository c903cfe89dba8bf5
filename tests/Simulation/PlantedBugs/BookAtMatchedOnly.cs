using System.Text;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>That an execution failed on chain is not heard, by stream or by question.</summary>
internal sealed class BookAtMatchedOnly : WorkerParts
{
    public override NodeSocket Socket(NodeSocket socket) => socket.Session.Name == "user" ? socket with { Session = new Deaf(socket.Session) } : socket;

    public override IHttpActor Actor(TradingNode node, TradingWallet wallet) => new Blind(node);

    private static byte[] Matched(ReadOnlySpan<byte> message) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message).Replace("TRADE_STATUS_FAILED", "TRADE_STATUS_MATCHED", StringComparison.Ordinal));

    private sealed class Deaf(ISocketSession inner) : SessionBetween(inner)
    {
        public override void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
        {
            if (message.IndexOf("\"status\":\"FAILED\""u8) < 0)
            {
                base.Received(now, message, commands);
            }
        }
    }

    private sealed class Blind(IHttpActor inner) : ActorBetween(inner)
    {
        protected override HttpOutcome Changed(Timestamp now, HttpCall call, in HttpOutcome outcome) =>
            call.PathAndQuery.StartsWith("/data/trades", StringComparison.Ordinal) ? outcome with { Body = Matched(outcome.Body.Span) } : outcome;
    }
}
