using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Research.Simulate.Coverage;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>What happens to workers, their clocks, their disks and their sockets.</summary>
internal sealed class WorkerMishaps(SimulationScene scene, FaultCoverage coverage)
{
    /// <summary>A clock is off by at most this, either way.</summary>
    private const long SkewMicrosMaximum = 2_000_000;

    /// <summary>One that lies in wait for long is not dead for as long.</summary>
    private const ulong AimedDeathMicrosMaximum = 10_000_000;

    private static readonly string[] PriceSockets = ["price", "rtds", "binance", "coinbase"];

    /// <summary>Who a mishap with an end befell.</summary>
    private readonly Dictionary<int, SimulatedWorker> _befallen = [];

    public void Begin(Timestamp now, Mishap mishap)
    {
        if (mishap.Fault == FaultNames.SecondWorker)
        {
            StartSecond(now, mishap);
            return;
        }

        var worker = scene.Incumbent ?? scene.Workers.FirstOrDefault(candidate => candidate.IsRunning) ?? scene.Workers[0];
        _befallen[mishap.Number] = worker;
        switch (mishap.Fault)
        {
            case FaultNames.WorkerKilled or FaultNames.TornTail:
                Kill(now, worker, mishap);
                break;
            case FaultNames.WorkerKilledSending or FaultNames.WorkerKilledSent:
                worker.Link.Leaving = Trap(worker, mishap);
                break;
            case FaultNames.WorkersRace:
                Race(now, mishap);
                break;
            case FaultNames.SocketsClosed:
                Close(now, worker, mishap);
                break;
            case FaultNames.WorkerFrozen:
                Strike(mishap);
                worker.Link.IsFrozen = true;
                break;
            case FaultNames.DiskFull:
                worker.Machine.DiskIsFull = true;
                break;
            case FaultNames.ClockSkewed:
                Strike(mishap);
                worker.Link.Skew = new Duration((long)(mishap.Draw % (2 * SkewMicrosMaximum)) - SkewMicrosMaximum);
                break;
            case FaultNames.KillSwitch:
                Strike(mishap);
                scene.Kills.Asked(now);
                foreach (var halted in scene.Workers)
                {
                    halted.Halt(now);
                }

                break;
            default:
                Clog(worker, mishap, clogs: true);
                break;
        }
    }

    public void End(Timestamp now, Mishap mishap)
    {
        if (!_befallen.Remove(mishap.Number, out var worker))
        {
            return;
        }

        switch (mishap.Fault)
        {
            case FaultNames.WorkerKilledSending or FaultNames.WorkerKilledSent:
                worker.Link.Leaving = null;
                break;
            case FaultNames.WorkerFrozen:
                worker.Link.IsFrozen = false;
                break;
            case FaultNames.DiskFull:
                worker.Machine.DiskIsFull = false;
                break;
            case FaultNames.ClockSkewed:
                worker.Link.Skew = Duration.Zero;
                break;
            case FaultNames.KillSwitch:
                scene.Kills.Lifted();
                foreach (var resumed in scene.Workers)
                {
                    resumed.Resume(now);
                }

                break;
            default:
                Clog(worker, mishap, clogs: false);
                break;
        }
    }

    private void Strike(Mishap mishap) => coverage.Struck(mishap.Fault, scene);

    private void Kill(Timestamp now, SimulatedWorker worker, Mishap mishap)
    {
        if (worker.IsRunning)
        {
            Strike(mishap);
            worker.Kill(now, mishap.Ends);
            if (mishap.Fault == FaultNames.TornTail)
            {
                worker.Machine.TearTail((int)(mishap.Draw % 1_000));
            }
        }
    }

    /// <summary>Dies with the next placement or cancel, just before its bytes leave or just after.</summary>
    private Action<HttpCall, bool> Trap(SimulatedWorker worker, Mishap mishap) => (call, hasLeft) =>
    {
        var isThere = mishap.Awaits is not { } state || coverage.Present(scene).Includes(state);
        if (isThere && hasLeft == (mishap.Fault == FaultNames.WorkerKilledSent) && call.Method is "POST" or "DELETE" && call.PathAndQuery.StartsWith("/order", StringComparison.Ordinal))
        {
            Strike(mishap);
            worker.Link.Leaving = null;
            var restartAt = mishap.Awaits is null ? mishap.Ends : scene.Now + new Duration((long)(mishap.Draw % AimedDeathMicrosMaximum));
            worker.Kill(scene.Now, restartAt);
            coverage.Ends(mishap.Fault, restartAt);
        }
    };

    private void StartSecond(Timestamp now, Mishap mishap)
    {
        if (scene.Workers.FirstOrDefault(candidate => candidate.IsOver) is { } second && scene.Workers.Any(candidate => candidate.IsTrading))
        {
            Strike(mishap);
            second.StartAt(now);
        }
    }

    /// <summary>Both machines start a worker in the same instant, whatever ran before.</summary>
    private void Race(Timestamp now, Mishap mishap)
    {
        if (!scene.Workers.Any(worker => worker.IsTrading))
        {
            return;
        }

        Strike(mishap);
        foreach (var racer in scene.Workers)
        {
            if (racer.IsRunning)
            {
                racer.Kill(now, mishap.Ends);
            }
            else
            {
                racer.StartAt(mishap.Ends);
            }
        }
    }

    private void Close(Timestamp now, SimulatedWorker worker, Mishap mishap)
    {
        if (worker.IsTrading)
        {
            Strike(mishap);
            foreach (var socket in (mishap.Draw % 4) switch { 0 => ["user"], 1 => ["market"], 2 => ["user", "market"], _ => (string[])["user", "market", .. PriceSockets] })
            {
                worker.Link.Break(now, socket);
            }
        }
    }

    private void Clog(SimulatedWorker worker, Mishap mishap, bool clogs)
    {
        string[] sockets = mishap.Fault switch
        {
            FaultNames.MarketClogged => ["market"],
            FaultNames.UserClogged => ["user"],
            FaultNames.PriceClogged or FaultNames.PriceGapAtOpen => PriceSockets,
            _ => [],
        };
        if (clogs && sockets.Length > 0)
        {
            Strike(mishap);
        }

        foreach (var socket in sockets)
        {
            if (mishap.Fault == FaultNames.PriceGapAtOpen)
            {
                Mute(worker, socket, clogs);
            }
            else if (clogs)
            {
                worker.Link.Clog(socket);
            }
            else
            {
                worker.Link.Unclog(socket);
            }
        }
    }

    private static void Mute(SimulatedWorker worker, string socket, bool mutes)
    {
        if (mutes)
        {
            worker.Link.Mute(socket);
        }
        else
        {
            worker.Link.Unmute(socket);
        }
    }
}
