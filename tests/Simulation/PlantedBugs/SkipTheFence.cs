using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>Predecessors are left alone: their orders, and their credentials.</summary>
internal sealed class SkipTheFence : WorkerParts
{
    public override EpochTakeover Takeover(TradingWallet wallet, long epoch, IEnumerable<long> previous) => base.Takeover(wallet, epoch, []);
}
