using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>
/// How many mishaps of each fault met an order in each state, and a window in each phase, from its beginning until shortly after its end;
/// one that never struck met nothing, and what strikes at an instant meets what is there from then on. How often each struck at all.
/// </summary>
public sealed class FaultCoverage
{
    /// <summary>An order that ended this short a time ago is in its terminal state; a fault that ended so lately is still felt.</summary>
    private static readonly Duration Lately = Duration.FromSeconds(2);

    /// <summary>The name of the last column of the orders: live and partly executed.</summary>
    public const string PartlyFilled = "PartlyFilled";

    /// <summary>They lie in wait until they strike once: nothing is wrong before.</summary>
    private static readonly string[] AtAnInstant =
    [
        FaultNames.WorkerKilledSending, FaultNames.WorkerKilledSent, FaultNames.StoreConflict, FaultNames.RelayerBusy, FaultNames.RelayerFails, FaultNames.RelayerAnswerLost,
        FaultNames.ControlPlaneKilledWriting,
    ];

    /// <summary>States are looked at when something was decided, reported or filled, and at least this often.</summary>
    private static readonly Duration LookPause = Duration.FromMilliseconds(250);

    private readonly long[,] _orders = new long[FaultNames.All.Count, OrderStates.Count];
    private readonly long[,] _phases = new long[FaultNames.All.Count, Phases.Count];
    private readonly long[] _strikes = new long[FaultNames.All.Count];
    private readonly long[] _seen = new long[FaultNames.All.Count];
    private readonly Episode[] _episodes = new Episode[FaultNames.All.Count];
    private MetStates _living;
    private long _changes = -1;
    private Timestamp _lookAt;
    private long _seenRelayer;
    private int _underWay;

    public static IReadOnlyList<string> OrderStates { get; } = [.. Enum.GetNames<OrderState>(), PartlyFilled];

    public static IReadOnlyList<string> Phases { get; } = Enum.GetNames<MarketPhase>();

    /// <summary>What there was at the last look; kept where a mishap is under way, or somebody watches.</summary>
    internal MetStates Met { get; private set; }

    /// <summary>Something waits for a state.</summary>
    internal bool IsWatched { get; set; }

    public long Strikes(int fault) => _strikes[fault];

    public long OrdersHit(int fault, int state) => _orders[fault, state];

    public long PhasesHit(int fault, int phase) => _phases[fault, phase];

    /// <summary>All cells of both tables, with how many mishaps met each.</summary>
    public IEnumerable<(CoverageCell Cell, long Hits)> Cells()
    {
        for (var fault = 0; fault < FaultNames.All.Count; fault++)
        {
            for (var state = 0; state < OrderStates.Count; state++)
            {
                yield return (new CoverageCell(FaultNames.All[fault], OrderStates[state]), _orders[fault, state]);
            }

            for (var phase = 0; phase < Phases.Count; phase++)
            {
                yield return (new CoverageCell(FaultNames.All[fault], Phases[phase]), _phases[fault, phase]);
            }
        }
    }

    public void Add(FaultCoverage other)
    {
        for (var fault = 0; fault < _strikes.Length; fault++)
        {
            _strikes[fault] += other._strikes[fault];
            for (var state = 0; state < OrderStates.Count; state++)
            {
                _orders[fault, state] += other._orders[fault, state];
            }

            for (var phase = 0; phase < Phases.Count; phase++)
            {
                _phases[fault, phase] += other._phases[fault, phase];
            }
        }
    }

    /// <summary>A mishap of this fault begins: what it meets counts anew.</summary>
    internal void Begins(string fault)
    {
        ref var episode = ref _episodes[IndexOf(fault)];
        _underWay += episode.IsUnderWay ? 0 : 1;
        episode = new Episode { IsUnderWay = true, Until = Timestamp.Never };
    }

    internal void Ends(string fault, Timestamp now) => _episodes[IndexOf(fault)].Until = now + Lately;

    /// <summary>Looks what is there now, whether any fault has struck since the last look, and what is met by those that are under way.</summary>
    internal void Look(SimulationScene scene)
    {
        if (_underWay > 0 || IsWatched)
        {
            Met = Present(scene);
        }

        var faults = scene.Venue.Faults.All;
        for (var index = 0; index < faults.Count; index++)
        {
            Counted(index, faults[index].Occurrences, scene);
        }

        Counted(IndexOf(FaultNames.DiskFull), scene.Books.DiskStrikes, scene);
        if (scene.Venue.RelayerFaults.Strikes != _seenRelayer)
        {
            _seenRelayer = scene.Venue.RelayerFaults.Strikes;
            RelayerStruck(scene);
        }

        if (_underWay > 0)
        {
            Meet(scene.Now);
        }
    }

    internal void Struck(string fault, SimulationScene scene) => Struck(IndexOf(fault), scene);

    private static int IndexOf(string fault) => Indexes[fault];

    /// <summary>The relayer does not say which of its faults it was: each that is going on.</summary>
    private void RelayerStruck(SimulationScene scene)
    {
        foreach (var fault in (ReadOnlySpan<string>)[FaultNames.RelayerBusy, FaultNames.RelayerFails, FaultNames.RelayerStalls, FaultNames.RelayerAnswerLost])
        {
            if (_episodes[IndexOf(fault)] is { IsUnderWay: true, Until.IsNever: true })
            {
                Struck(fault, scene);
            }
        }
    }

    private void Counted(int fault, long strikes, SimulationScene scene)
    {
        if (strikes == _seen[fault])
        {
            return;
        }

        // Counters begin anew when a fault is switched on again.
        var isNew = strikes > 0;
        _seen[fault] = strikes;
        if (isNew)
        {
            Struck(fault, scene);
        }
    }

    private void Struck(int fault, SimulationScene scene)
    {
        _strikes[fault]++;
        ref var episode = ref _episodes[fault];
        if (!episode.IsUnderWay)
        {
            // Its end is behind it, and it strikes once more.
            episode = new Episode { IsUnderWay = true, Until = scene.Now };
            _underWay++;
        }

        if (!episode.HasStruck)
        {
            episode.HasStruck = true;
            Count(fault, episode.Met);
            Note(fault, Present(scene));
        }
    }

    /// <summary>What there is at this moment.</summary>
    internal MetStates Present(SimulationScene scene)
    {
        if (_changes != scene.Books.Changes || scene.Now >= _lookAt)
        {
            (_changes, _lookAt) = (scene.Books.Changes, scene.Now + LookPause);
            _living = MetStates.Living(scene);
        }

        return _living.With(MetStates.Ended(scene, Lately));
    }

    private void Meet(Timestamp now)
    {
        for (var fault = 0; fault < _episodes.Length; fault++)
        {
            ref var episode = ref _episodes[fault];
            if (!episode.IsUnderWay)
            {
                continue;
            }

            if (now > episode.Until)
            {
                episode.IsUnderWay = false;
                _underWay--;
            }
            else if (episode.HasStruck || !StrikesAtAnInstant[fault])
            {
                Note(fault, Met);
            }
        }
    }

    private void Note(int fault, MetStates met)
    {
        ref var episode = ref _episodes[fault];
        var added = met.Without(episode.Met);
        if (added == default)
        {
            return;
        }

        episode.Met = episode.Met.With(added);
        if (episode.HasStruck)
        {
            Count(fault, added);
        }
    }

    /// <summary>One mishap has met these.</summary>
    internal void Count(int fault, MetStates met)
    {
        for (var state = 0; state < OrderStates.Count; state++)
        {
            _orders[fault, state] += (met.Orders >> state) & 1;
        }

        for (var phase = 0; phase < Phases.Count; phase++)
        {
            _phases[fault, phase] += (met.Phases >> phase) & 1;
        }
    }

    private static readonly Dictionary<string, int> Indexes = FaultNames.All.Select(static (name, index) => (name, index)).ToDictionary(static entry => entry.name, static entry => entry.index, StringComparer.Ordinal);

    private static readonly bool[] StrikesAtAnInstant = [.. FaultNames.All.Select(static name => AtAnInstant.Contains(name))];

    /// <summary>One mishap of a fault, from its beginning until it is no longer felt.</summary>
    private struct Episode
    {
        public bool IsUnderWay;
        public bool HasStruck;
        public Timestamp Until;
        public MetStates Met;
    }
}
