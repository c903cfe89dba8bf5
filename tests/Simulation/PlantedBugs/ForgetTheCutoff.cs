using PolyCloud.Engine;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>The clock of the phases runs late.</summary>
internal sealed class ForgetTheCutoff : WorkerParts
{
    public override EngineOptions Engine(EngineOptions configured) => configured with
    {
        Phases = configured.Phases with
        {
            FiveMinutes = new PhaseSchedule { Unwind = Duration.FromSeconds(8), CloseOnly = Duration.FromSeconds(6), HedgeLock = Duration.FromSeconds(4), Done = Duration.FromSeconds(1) },
        },
    };
}
