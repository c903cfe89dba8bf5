using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>States that orders of the worker in charge are in, and phases of its windows, as sets: bit n is the n-th name.</summary>
internal readonly record struct MetStates(int Orders, int Phases)
{
    public bool Includes(string state)
    {
        var cell = Cells[state];
        return cell < FaultCoverage.OrderStates.Count ? (Orders >> cell & 1) != 0 : (Phases >> (cell - FaultCoverage.OrderStates.Count) & 1) != 0;
    }

    public MetStates With(MetStates other) => new(Orders | other.Orders, Phases | other.Phases);

    public MetStates Without(MetStates other) => new(Orders & ~other.Orders, Phases & ~other.Phases);

    /// <param name="lately">Orders that ended so short a time ago count with their last state.</param>
    public static MetStates Of(SimulationScene scene, Duration lately)
    {
        var orders = 0;
        var phases = 0;
        var ended = scene.Books.JustEnded;
        while (ended.TryPeek(out var oldest) && oldest.At < scene.Now - lately)
        {
            ended.Dequeue();
        }

        foreach (var (_, state) in ended)
        {
            orders |= 1 << (int)state;
        }

        if (scene.Incumbent?.Node is { } node)
        {
            foreach (var order in node.Driver.Engine.LiveOrders())
            {
                orders |= 1 << (int)order.State;
                orders |= order.Executed.IsPositive ? 1 << (FaultCoverage.OrderStates.Count - 1) : 0;
            }

            foreach (var market in node.Driver.Engine.ActiveMarkets)
            {
                phases |= 1 << (int)node.Driver.Engine.View(market).Phase;
            }
        }

        return new MetStates(orders, phases);
    }

    private static readonly Dictionary<string, int> Cells =
        FaultCoverage.OrderStates.Concat(FaultCoverage.Phases).Select(static (state, cell) => (state, cell)).ToDictionary(static entry => entry.state, static entry => entry.cell, StringComparer.Ordinal);
}
