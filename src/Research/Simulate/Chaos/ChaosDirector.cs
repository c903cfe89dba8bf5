using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Coverage;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>Carries a plan out: begins and ends each mishap at its moment.</summary>
internal sealed class ChaosDirector(SimulationScene scene, FaultCoverage coverage)
{
    /// <summary>What went wrong this long before may still have to be made up for.</summary>
    private static readonly Duration Aftermath = Duration.FromSeconds(30);

    private readonly WorkerMishaps _workers = new(scene, coverage);
    private readonly WorldMishaps _world = new(scene);
    private readonly PriorityQueue<(Mishap Mishap, bool Begins), (long Micros, int Order)> _due = Schedule(scene.Plan);
    private readonly List<string> _besideKills = [];
    private int _underWay;
    private Timestamp _disturbedBesidesKills;

    public Timestamp NextDue => _due.TryPeek(out _, out var next) ? new Timestamp(next.Micros) : Timestamp.Never;

    /// <summary>A mishap is going on, or what it left has not been mended: a worker is dead or starting.</summary>
    public bool IsDisturbed => _underWay > 0 || scene.Workers.Any(worker => worker.Link.IsFrozen || (!worker.IsOver && !worker.IsTrading));

    public void Step(Timestamp now)
    {
        while (_due.TryPeek(out var entry, out var due) && due.Micros <= now.Micros)
        {
            _due.Dequeue();
            _underWay += entry.Begins ? 1 : -1;
            scene.Books.Log.Add(now, entry.Begins ? "mishap" : "mishap-over", entry.Mishap.Fault);
            if (entry.Begins)
            {
                coverage.Begins(entry.Mishap.Fault);
            }
            else
            {
                coverage.Ends(entry.Mishap.Fault, now);
            }

            Note(entry.Mishap.Fault, entry.Begins);
            Carry(now, entry.Mishap, entry.Begins);
        }

        if (scene.Kills is { Since: not null, IsClear: false })
        {
            _besideKills.ForEach(scene.Kills.Met);
        }

        if (IsDisturbed)
        {
            scene.Books.DisturbedAt = now;
            _disturbedBesidesKills = _besideKills.Count > 0 || !scene.Workers.Any(worker => worker.IsTrading && !worker.Link.IsFrozen) ? now : _disturbedBesidesKills;
        }

        scene.Books.DisturbedBesidesKills = _disturbedBesidesKills >= now - Aftermath;
    }

    private void Note(string fault, bool begins)
    {
        if (fault == FaultNames.KillSwitch)
        {
            return;
        }

        if (begins)
        {
            _besideKills.Add(fault);
        }
        else
        {
            _besideKills.Remove(fault);
        }
    }

    private static PriorityQueue<(Mishap, bool), (long, int)> Schedule(ChaosPlan plan)
    {
        var due = new PriorityQueue<(Mishap, bool), (long, int)>();
        foreach (var mishap in plan.Mishaps)
        {
            due.Enqueue((mishap, true), (mishap.At.Micros, mishap.Number));
            due.Enqueue((mishap, false), (mishap.Ends.Micros, mishap.Number));
        }

        return due;
    }

    private void Carry(Timestamp now, Mishap mishap, bool begins)
    {
        if (VenueMishaps.Are(mishap))
        {
            VenueMishaps.Carry(scene.Venue.Faults, mishap, begins);
        }
        else if (WorldMishaps.Are(mishap))
        {
            _world.Carry(mishap, begins);
        }
        else if (begins)
        {
            _workers.Begin(now, mishap);
        }
        else
        {
            _workers.End(now, mishap);
        }
    }
}
