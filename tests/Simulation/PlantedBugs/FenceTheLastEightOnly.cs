using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>As it once was: a predecessor is forgotten once eight starts have failed since.</summary>
internal sealed class FenceTheLastEightOnly : WorkerParts
{
    public override EpochTakeover Takeover(TradingWallet wallet, long epoch, IEnumerable<long> previous) => base.Takeover(wallet, epoch, previous.Where(earlier => earlier >= epoch - 8));
}
