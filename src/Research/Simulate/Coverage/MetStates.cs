using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>States that orders of the worker in charge are in, and phases of its windows, as sets: bit n is the n-th name.</summary>
internal readonly record struct MetStates(int Orders, int Phases)
{
    /// <summary>The one of this name.</summary>
    public static MetStates Of(string state)
    {
        var cell = Cells[state];
        return cell < FaultCoverage.OrderStates.Count ? new MetStates(1 << cell, 0) : new MetStates(0, 1 << (cell - FaultCoverage.OrderStates.Count));
    }

    public bool Includes(string state) => Of(state).Without(this) == default;

    public MetStates With(MetStates other) => new(Orders | other.Orders, Phases | other.Phases);

    public MetStates Without(MetStates other) => new(Orders & ~other.Orders, Phases & ~other.Phases);

    /// <summary>Orders that live, and windows, of the worker in charge.</summary>
    public static MetStates Living(SimulationScene scene)
    {
        var orders = 0;
        var phases = 0;
        if (scene.Incumbent?.Node is { } node)
        {
            foreach (var market in node.Driver.Engine.ActiveMarkets)
            {
                var view = node.Driver.Engine.View(market);
                phases |= 1 << (int)view.Phase;
                foreach (var order in view.LiveOrders)
                {
                    orders |= 1 << (int)order.State;
                    orders |= order.Executed.IsPositive ? 1 << (FaultCoverage.OrderStates.Count - 1) : 0;
                }
            }
        }

        return new MetStates(orders, phases);
    }

    /// <param name="lately">Orders that ended so short a time ago count with their last state.</param>
    public static MetStates Ended(SimulationScene scene, Duration lately)
    {
        var orders = 0;
        var ended = scene.Books.JustEnded;
        while (ended.TryPeek(out var oldest) && oldest.At < scene.Now - lately)
        {
            ended.Dequeue();
        }

        foreach (var (_, state) in ended)
        {
            orders |= 1 << (int)state;
        }

        return new MetStates(orders, 0);
    }

    private static readonly Dictionary<string, int> Cells =
        FaultCoverage.OrderStates.Concat(FaultCoverage.Phases).Select(static (state, cell) => (state, cell)).ToDictionary(static entry => entry.state, static entry => entry.cell, StringComparer.Ordinal);
}
