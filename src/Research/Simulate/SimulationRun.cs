using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.ControlPlane;
using PolyCloud.Research.Simulate.Coverage;
using PolyCloud.Research.Simulate.Invariants;
using PolyCloud.Research.Simulate.Witness;
using PolyCloud.Research.Simulate.Workers;
using PolyCloud.Research.Simulate.World;
using PolyCloud.Simulator;

namespace PolyCloud.Research.Simulate;

/// <summary>
/// One seed: exchange, workers, store and whatever goes wrong, in one thread under virtual time, with every invariant looked at after
/// every event. Ends at the first breach, or when all workers have ended and everything has settled.
/// </summary>
public sealed class SimulationRun : IDisposable
{
    /// <summary>Behind the last close a worker waits 240 s for winners, then a minute to be clear; one may be killed meanwhile and start again.</summary>
    private static readonly Duration EndsWithin = Duration.FromSeconds(600);

    /// <summary>A window's workflow waits two hours for a winner that nobody tells, then two minutes for a worker to book it.</summary>
    private static readonly Duration WorkflowsEndWithin = Duration.FromSeconds(7_200 + 600);

    private readonly SimulationScene _scene;
    private readonly ChaosDirector _director;
    private readonly FaultCoverage _coverage = new();
    private readonly TraceHash _trace = new();
    private readonly EventLog _log = new();
    private readonly PrivateKey _key;
    private readonly DirectoryInfo _disks;
    private readonly Converges _converges = new();
    private readonly IInvariant[] _invariants;
    private readonly Timestamp _starts;
    private long _moments;

    public SimulationRun(SimulationOptions options)
    {
        _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(options.Seed));
        _disks = Scratch();
        var venue = new SimulatedVenue(SimulationMarket.Venue, options.Seed);
        var witness = new ExchangeWitness(_log);
        venue.Witness = witness;
        var random = new DeterministicRandom(options.Seed);
        var flow = new GeneratedFlow(venue.Exchange, SimulationMarket.Flow(SimulationOptions.FirstOpens, options.Windows), random.Fork(0x464C4F57));
        venue.Exchange.Attach(flow);
        _starts = flow.Starts;
        _scene = new SimulationScene
        {
            Options = options,
            Venue = venue,
            Exchange = witness,
            Network = new Network(random.Fork(0x4E4554)),
            Tables = new SimulatedTables(),
            Books = new RunBooks(_log),
            ControlBooks = new ControlPlaneBooks(_log),
            Trace = _trace,
            Plan = ChaosPlan.Draw(options),
        };
        var wallet = new TradingWallet(_key);
        _scene.Workers = [.. new[] { "a", "b" }.Select(name => new SimulatedWorker(name, _scene, new WorkerMachine(Path.Combine(_disks.FullName, name), Path.Combine(_disks.FullName, "operations")), wallet))];
        // Half of the runs have a control plane that waits to take over, the others one that has to be started again.
        _scene.ControlPlanes = [.. NamesOfControlPlanes(options).Select(name => new SimulatedControlPlane(_scene, name, wallet))];
        _scene.Tables.Wrote = _scene.ControlBooks.Wrote;
        _director = new ChaosDirector(_scene, _coverage);
        _scene.Network.Struck = fault => _coverage.Struck(fault, _scene);
        _scene.Tables.Struck = fault => _coverage.Struck(fault, _scene);
        _invariants =
        [
            new MoneyIsConserved(), new EngineHoldsItsRules(), new OrdersAreWrittenFirst(), new EpochsOnlyRise(), new NoOrderOutlivesItsPhase(),
            new NoEntryOnAGap(), new KillClears(), new OwnOrdersNeverCross(), new LimitsHold(), new NothingGrows(), new TimeGoesOn(), _converges,
            new ControlPlaneKeepsToItsOffice(),
        ];
    }

    public SimulationResult Run()
    {
        _scene.Workers[0].StartAt(_starts + Duration.FromSeconds(1));
        foreach (var controlPlane in _scene.ControlPlanes)
        {
            controlPlane.StartAt(_starts);
        }

        var end = _scene.Options.LastCloses + EndsWithin;
        _scene.Now = _starts;
        var breach = Advance(end, static scene => scene.Workers.All(worker => worker.IsOver) && scene.Now >= scene.Options.LastCloses && scene.Now >= scene.Plan.CalmFrom);
        breach ??= _scene.Workers.All(worker => worker.IsOver) ? null : Breached("ends", "a worker has not ended in time");
        if (_scene.Options.HasControlPlane)
        {
            breach ??= Advance(_scene.Options.LastCloses + WorkflowsEndWithin, WorkflowsEnd.HaveEnded);
            breach ??= WorkflowsEnd.Broken(_scene) is { } wrong ? Breached(WorkflowsEnd.Name, wrong) : null;
        }

        if (breach is null)
        {
            // Trades settle and holdings are paid out behind the workers' end.
            _scene.Now += Duration.FromSeconds(900);
            _scene.Venue.AdvanceTo(_scene.Now);
            breach = EndsWhole.Broken(_scene, SimulationMarket.Venue.StartingCollateral) is { } what ? Breached(EndsWhole.Name, what) : Look();
        }

        return Result(breach);
    }

    public void Dispose()
    {
        foreach (var worker in _scene.Workers)
        {
            worker.Dispose();
        }

        _trace.Dispose();
        _key.Dispose();
        _disks.Delete(recursive: true);
    }

    /// <summary>In memory where the machine has such a place: a synced write is then as quick as any.</summary>
    private static DirectoryInfo Scratch() => Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory(Path.Combine("/dev/shm", "polycloud-simulation-" + Path.GetRandomFileName()))
        : Directory.CreateTempSubdirectory("polycloud-simulation-");

    private static string[] NamesOfControlPlanes(SimulationOptions options) => !options.HasControlPlane ? [] : options.Seed % 2 == 0 ? ["c"] : ["c", "d"];

    private Breach? Advance(Timestamp end, Predicate<SimulationScene> isOver)
    {
        while (!isOver(_scene))
        {
            var next = NextDue();
            if (next > end)
            {
                return null;
            }

            Moment(Timestamp.Later(next, _scene.Now));
            if (Look() is { } breach)
            {
                return breach;
            }
        }

        return null;
    }

    private Timestamp NextDue()
    {
        var next = Timestamp.Earlier(_scene.Venue.NextDue, _director.NextDue);
        foreach (var worker in _scene.Workers)
        {
            next = Timestamp.Earlier(next, worker.NextDue);
        }

        foreach (var controlPlane in _scene.ControlPlanes)
        {
            next = Timestamp.Earlier(next, controlPlane.NextDue);
        }

        // Something is always due: a bound is looked at even where nothing happens.
        return Timestamp.Earlier(next, _scene.Now + Duration.FromSeconds(1));
    }

    private void Moment(Timestamp now)
    {
        _moments++;
        _scene.Now = now;
        _scene.Venue.AdvanceTo(now);
        _director.Step(now);
        foreach (var worker in _scene.Workers)
        {
            worker.Step(now);
        }

        foreach (var controlPlane in _scene.ControlPlanes)
        {
            controlPlane.Step(now);
        }

        _coverage.Look(_scene);
    }

    private Breach? Look()
    {
        Breach? found = null;
        foreach (var invariant in _invariants)
        {
            if (invariant.Broken(_scene) is { } what)
            {
                found = Breached(invariant.Name, what);
                break;
            }
        }

        _scene.Exchange.NewOrders.Clear();
        return found;
    }

    private Breach Breached(string invariant, string what) => new(invariant, what, _scene.Now, [.. _log.Lines()]);

    private SimulationResult Result(Breach? breach) => new()
    {
        Seed = _scene.Options.Seed,
        Windows = _scene.Options.Windows,
        Breach = breach,
        TraceHash = $"{_trace.Finish()}-{_moments}-{_scene.Exchange.Events}-{_scene.ControlBooks.Writes}",
        Moments = _moments,
        ExchangeEvents = _scene.Exchange.Events,
        OrdersTaken = _scene.Exchange.OrdersTaken,
        Trades = _scene.Exchange.Trades,
        Mishaps = [.. _scene.Plan.Mishaps.Select(mishap => mishap.ToString())],
        MishapNumbers = [.. _scene.Plan.Mishaps.Select(mishap => mishap.Number)],
        Starts = _scene.Workers.Sum(worker => worker.Starts),
        KillsToClear = _scene.Kills.Took,
        Convergence = _converges.Took,
        Coverage = _coverage,
    };
}
