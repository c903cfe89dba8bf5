using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>
/// What simulated workers, and control planes with new code, are put together from: here the product's own parts, unchanged. A test that wants to see a defect found
/// puts a wrong part in.
/// </summary>
public class WorkerParts
{
    /// <summary>The options the engine believes it was given.</summary>
    public virtual EngineOptions Engine(EngineOptions configured) => configured;

    /// <summary>The epoch a starting worker runs under.</summary>
    /// <param name="claimed">What the shared store and the machine's own file gave it.</param>
    /// <param name="last">What this machine's worker ran under before; 0 where it is the first.</param>
    public virtual long Epoch(long claimed, long last) => claimed;

    /// <summary>What is done before anything is traded.</summary>
    /// <param name="previous">Epochs whose credential may still live, newest first.</param>
    public virtual EpochTakeover Takeover(TradingWallet wallet, long epoch, IEnumerable<long> previous) => new(wallet, epoch, previous);

    /// <summary>What stands between the node and the network for HTTP.</summary>
    public virtual IHttpActor Actor(TradingNode node, TradingWallet wallet) => node;

    /// <summary>The workflows' next version, which a control plane runs once it was started with new code.</summary>
    public virtual WorkflowCatalog NextWorkflows() => ControlPlane.NextWorkflows.Create();

    /// <summary>What stands between a session of the node and the network.</summary>
    public virtual NodeSocket Socket(NodeSocket socket) => socket;
}
