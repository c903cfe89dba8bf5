using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>
/// How many mishaps of each fault met an order in each state, and a window in each phase: from its first strike until shortly after its
/// end. How often each struck at all.
/// </summary>
public sealed class FaultCoverage
{
    /// <summary>An order that ended this short a time ago is in its terminal state; a fault that ended so lately is still felt.</summary>
    private static readonly Duration Lately = Duration.FromSeconds(2);

    private readonly long[,] _orders = new long[FaultNames.All.Count, OrderStates.Count];
    private readonly long[,] _phases = new long[FaultNames.All.Count, Phases.Count];
    private readonly long[] _strikes = new long[FaultNames.All.Count];
    private readonly long[] _seen = new long[FaultNames.All.Count];
    private readonly Episode[] _episodes = new Episode[FaultNames.All.Count];
    private long _seenRelayer;
    private int _felt;

    public static IReadOnlyList<string> OrderStates { get; } = [.. Enum.GetNames<OrderState>(), "PartlyFilled"];

    public static IReadOnlyList<string> Phases { get; } = Enum.GetNames<MarketPhase>();

    public long Strikes(int fault) => _strikes[fault];

    public long OrdersHit(int fault, int state) => _orders[fault, state];

    public long PhasesHit(int fault, int phase) => _phases[fault, phase];

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
        var index = IndexOf(fault);
        _felt -= _episodes[index].IsFelt ? 1 : 0;
        _episodes[index] = new Episode { Until = Timestamp.Never };
    }

    internal void Ends(string fault, Timestamp now) => _episodes[IndexOf(fault)].Until = now + Lately;

    /// <summary>Looks whether any fault has struck since the last look, and what is met by those that are felt.</summary>
    internal void Look(SimulationScene scene)
    {
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

        if (_felt > 0)
        {
            Meet(scene);
        }
    }

    internal void Struck(string fault, SimulationScene scene) => Struck(IndexOf(fault), scene);

    private static int IndexOf(string fault) => Indexes[fault];

    /// <summary>The relayer does not say which of its faults it was: each that is going on.</summary>
    private void RelayerStruck(SimulationScene scene)
    {
        foreach (var fault in (ReadOnlySpan<string>)[FaultNames.RelayerBusy, FaultNames.RelayerFails, FaultNames.RelayerStalls, FaultNames.RelayerAnswerLost])
        {
            if (_episodes[IndexOf(fault)].Until.IsNever)
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
        if (!episode.IsFelt)
        {
            episode.IsFelt = true;
            _felt++;
            var met = MetStates.Of(scene, Lately);
            Note(fault, met);
        }
    }

    private void Meet(SimulationScene scene)
    {
        var met = MetStates.Of(scene, Lately);
        for (var fault = 0; fault < _episodes.Length; fault++)
        {
            ref var episode = ref _episodes[fault];
            if (!episode.IsFelt)
            {
                continue;
            }

            if (scene.Now > episode.Until)
            {
                episode.IsFelt = false;
                _felt--;
                continue;
            }

            Note(fault, met);
        }
    }

    private void Note(int fault, MetStates met)
    {
        ref var episode = ref _episodes[fault];
        var orders = met.Orders & ~episode.Met.Orders;
        var phases = met.Phases & ~episode.Met.Phases;
        if ((orders | phases) == 0)
        {
            return;
        }

        episode.Met = new MetStates(episode.Met.Orders | orders, episode.Met.Phases | phases);
        for (var state = 0; state < OrderStates.Count; state++)
        {
            _orders[fault, state] += (orders >> state) & 1;
        }

        for (var phase = 0; phase < Phases.Count; phase++)
        {
            _phases[fault, phase] += (phases >> phase) & 1;
        }
    }

    private static readonly Dictionary<string, int> Indexes = FaultNames.All.Select(static (name, index) => (name, index)).ToDictionary(static entry => entry.name, static entry => entry.index, StringComparer.Ordinal);

    /// <summary>One mishap of a fault, from its beginning until it is no longer felt.</summary>
    private struct Episode
    {
        public bool IsFelt;
        public Timestamp Until;
        public MetStates Met;
    }
}
