using System.Globalization;
using PolyCloud.Research.Simulate.Chaos;

namespace PolyCloud.Research.Simulate.Coverage;

/// <summary>The two tables for people: faults down, states of orders or phases of windows across.</summary>
public static class CoverageTable
{
    public static void Print(FaultCoverage coverage, TextWriter to)
    {
        Print(coverage, to, "order states", FaultCoverage.OrderStates, coverage.OrdersHit);
        Print(coverage, to, "phases", FaultCoverage.Phases, coverage.PhasesHit);
    }

    private static void Print(FaultCoverage coverage, TextWriter to, string title, IReadOnlyList<string> columns, Func<int, int, long> hits)
    {
        to.WriteLine();
        to.WriteLine($"{"faults by " + title,-26}{"struck",10}{string.Concat(columns.Select(static column => $"{column,14}"))}");
        for (var fault = 0; fault < FaultNames.All.Count; fault++)
        {
            var row = fault;
            var cells = Enumerable.Range(0, columns.Count).Select(column => hits(row, column).ToString(CultureInfo.InvariantCulture).PadLeft(14));
            to.WriteLine($"{FaultNames.All[fault],-26}{coverage.Strikes(fault).ToString(CultureInfo.InvariantCulture),10}{string.Concat(cells)}");
        }
    }
}
