using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.ControlPlane;
using PolyCloud.Research.Simulate.Invariants;
using PolyCloud.Research.Simulate.Witness;
using PolyCloud.Research.Simulate.Workers;
using PolyCloud.Research.Simulate.World;
using PolyCloud.Simulator;

namespace PolyCloud.Research.Simulate;

/// <summary>Everything that takes part in one run; invariants look at it from outside.</summary>
internal sealed class SimulationScene
{
    public required SimulationOptions Options { get; init; }

    public required SimulatedVenue Venue { get; init; }

    public required ExchangeWitness Exchange { get; init; }

    public required Network Network { get; init; }

    public required SimulatedTables Tables { get; init; }

    public required RunBooks Books { get; init; }

    public required TraceHash Trace { get; init; }

    public required ControlPlaneBooks ControlBooks { get; init; }

    public IReadOnlyList<SimulatedControlPlane> ControlPlanes { get; set; } = [];

    public IReadOnlyList<SimulatedWorker> Workers { get; set; } = [];

    public required ChaosPlan Plan { get; init; }

    public KillClock Kills { get; } = new();

    /// <summary>By the venue's clock.</summary>
    public Timestamp Now { get; set; }

    /// <summary>Anything wrong is going on now, or has within this time.</summary>
    public bool DisturbedWithin(Duration time) => Books.DisturbedAt >= Now - time;

    /// <summary>The worker that has taken over last and trades; null where none does.</summary>
    public SimulatedWorker? Incumbent => Workers.FirstOrDefault(worker => worker.IsTrading && worker.Epoch == Books.TradingEpoch);
}
