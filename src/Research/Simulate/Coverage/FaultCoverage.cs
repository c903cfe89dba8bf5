using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>How often each fault struck while an order was in each state, and while a window was in each phase.</summary>
public sealed class FaultCoverage
{
    /// <summary>An order that ended this short a time ago was in its terminal state when a fault struck.</summary>
    private static readonly Duration Lately = Duration.FromSeconds(2);

    private readonly long[,] _orders = new long[FaultNames.All.Count, OrderStates.Count];
    private readonly long[,] _phases = new long[FaultNames.All.Count, Phases.Count];
    private readonly long[] _strikes = new long[FaultNames.All.Count];
    private readonly long[] _seen = new long[FaultNames.All.Count];

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

    /// <summary>Looks whether any fault has struck since the last look: counters rise when they do, and begin anew when switched on again.</summary>
    internal void Look(SimulationScene scene)
    {
        var faults = scene.Venue.Faults.All;
        for (var index = 0; index < faults.Count; index++)
        {
            Counted(index, faults[index].Occurrences, scene);
        }

        Counted(IndexOf(FaultNames.DiskFull), scene.Books.DiskStrikes, scene);
        if (scene.Tables.Strikes != _seenTables)
        {
            _seenTables = scene.Tables.Strikes;
            Struck(scene.Tables.IsDown ? FaultNames.StoreDown : scene.Tables.LosesAnswers ? FaultNames.StoreAnswerLost : FaultNames.StoreConflict, scene);
        }

        if (scene.Network.Strikes != _seenNetwork)
        {
            _seenNetwork = scene.Network.Strikes;
            Struck(scene.Network.Losses > 0 ? FaultNames.CallsLost : scene.Network.LostAnswers > 0 ? FaultNames.AnswersLost : FaultNames.AnswersLate, scene);
        }
    }

    internal void Struck(string fault, SimulationScene scene) => Struck(IndexOf(fault), scene);

    private long _seenTables;
    private long _seenNetwork;

    private static int IndexOf(string fault)
    {
        for (var index = 0; index < FaultNames.All.Count; index++)
        {
            if (FaultNames.All[index] == fault)
            {
                return index;
            }
        }

        throw new ArgumentException($"There is no fault '{fault}'.", nameof(fault));
    }

    private void Counted(int fault, long strikes, SimulationScene scene)
    {
        if (strikes == _seen[fault])
        {
            return;
        }

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
        var ended = scene.Books.JustEnded;
        while (ended.TryPeek(out var oldest) && oldest.At < scene.Now - Lately)
        {
            ended.Dequeue();
        }

        foreach (var (_, state) in ended)
        {
            _orders[fault, (int)state]++;
        }

        if (scene.Incumbent?.Node is not { } node)
        {
            return;
        }

        foreach (var order in node.Driver.Engine.LiveOrders())
        {
            _orders[fault, (int)order.State]++;
            _orders[fault, OrderStates.Count - 1] += order.Executed.IsPositive ? 1 : 0;
        }

        foreach (var market in node.Driver.Engine.ActiveMarkets)
        {
            _phases[fault, (int)node.Driver.Engine.View(market).Phase]++;
        }
    }
}
