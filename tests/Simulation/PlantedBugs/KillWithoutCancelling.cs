using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>While a kill stands cancels are believed done and clear is believed proved, unasked.</summary>
internal sealed class KillWithoutCancelling : WorkerParts
{
    public override IHttpActor Actor(TradingNode node, TradingWallet wallet) => new Content(node);

    private sealed class Content(TradingNode node) : ActorBetween(node)
    {
        protected override HttpCall? Leaves(HttpCall call)
        {
            if (node.Halt != Reason.ManualHalt || (call.Method != "DELETE" && !call.PathAndQuery.StartsWith("/data/orders", StringComparison.Ordinal)))
            {
                return call;
            }

            Answer(call, call.Method == "DELETE" ? "{\"canceled\":[],\"not_canceled\":{}}" : "{\"data\":[],\"next_cursor\":\"LTE=\",\"limit\":100,\"count\":0}");
            return null;
        }
    }
}
