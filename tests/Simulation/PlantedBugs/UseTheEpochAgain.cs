using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A restart on the same machine goes on under its last epoch.</summary>
internal sealed class UseTheEpochAgain : WorkerParts
{
    public override long Epoch(long claimed, long last) => last == 0 ? claimed : last;
}
