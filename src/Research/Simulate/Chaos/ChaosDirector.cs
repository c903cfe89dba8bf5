using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Coverage;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>Carries a plan out: begins and ends each mishap at its moment, or once what it waits for is there.</summary>
internal sealed class ChaosDirector(SimulationScene scene, FaultCoverage coverage)
{
    /// <summary>What went wrong this long before may still have to be made up for.</summary>
    private static readonly Duration Aftermath = Duration.FromSeconds(30);

    private readonly WorkerMishaps _workers = new(scene, coverage);
    private readonly WorldMishaps _world = new(scene);
    private readonly ControlPlaneMishaps _controlPlanes = new(scene, coverage);
    private readonly PriorityQueue<(Mishap Mishap, bool Begins), (long Micros, int Order)> _due = Schedule(scene.Plan);
    private readonly List<Mishap> _waiting = [];
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
            if (!entry.Begins)
            {
                End(now, entry.Mishap);
            }
            else if (BeginsAtItsTime(entry.Mishap))
            {
                Begin(now, entry.Mishap);
            }
            else
            {
                _waiting.Add(entry.Mishap);
            }
        }

        BeginAwaited(now);
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

    private void BeginAwaited(Timestamp now)
    {
        for (var index = _waiting.Count - 1; index >= 0; index--)
        {
            var mishap = _waiting[index];
            if (now >= scene.Plan.CalmFrom || now > mishap.At + AimedMishaps.Patience)
            {
                _waiting.RemoveAt(index);
            }
            else if (coverage.Met.Includes(mishap.Awaits!))
            {
                _waiting.RemoveAt(index);
                var begun = mishap with { At = now, For = Timestamp.Earlier(now + mishap.For, scene.Plan.CalmFrom) - now };
                _due.Enqueue((begun, false), (begun.Ends.Micros, begun.Number));
                Begin(now, begun);
            }
        }

        coverage.IsWatched = _waiting.Count > 0;
    }

    private void Begin(Timestamp now, Mishap mishap)
    {
        Count(mishap, begins: true);
        scene.Books.Log.Add(now, "mishap", mishap.Fault);
        coverage.Begins(mishap.Fault);
        Carry(now, mishap, begins: true);
    }

    private void End(Timestamp now, Mishap mishap)
    {
        Count(mishap, begins: false);
        scene.Books.Log.Add(now, "mishap-over", mishap.Fault);
        coverage.Ends(mishap.Fault, now);
        Carry(now, mishap, begins: false);
    }

    /// <summary>What lies in wait disturbs nothing before it strikes, and then a worker is missing.</summary>
    private void Count(Mishap mishap, bool begins)
    {
        if (mishap.Awaits is null || !AimedMishaps.LiesInWait(mishap.Fault))
        {
            _underWay += begins ? 1 : -1;
            Note(mishap.Fault, begins);
        }
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

    private static bool BeginsAtItsTime(Mishap mishap) => mishap.Awaits is null || AimedMishaps.LiesInWait(mishap.Fault);

    private static PriorityQueue<(Mishap, bool), (long, int)> Schedule(ChaosPlan plan)
    {
        var due = new PriorityQueue<(Mishap, bool), (long, int)>();
        foreach (var mishap in plan.Mishaps)
        {
            due.Enqueue((mishap, true), (mishap.At.Micros, mishap.Number));
            if (BeginsAtItsTime(mishap))
            {
                due.Enqueue((mishap, false), (mishap.Ends.Micros, mishap.Number));
            }
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
        else if (ControlPlaneMishaps.Are(mishap))
        {
            _controlPlanes.Carry(now, mishap, begins);
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
