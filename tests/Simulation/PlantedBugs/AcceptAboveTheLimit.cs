using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>Limits of exposure are five times as wide as configured.</summary>
internal sealed class AcceptAboveTheLimit : WorkerParts
{
    public override EngineOptions Engine(EngineOptions configured) => configured with
    {
        Risk = configured.Risk with
        {
            MaximumNetExposure = Five(configured.Risk.MaximumNetExposure),
            MaximumBotNetExposure = Five(configured.Risk.MaximumBotNetExposure),
        },
    };

    private static Size Five(Size limit) => new(limit.Units * 5);
}
