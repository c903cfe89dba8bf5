using System.Globalization;
using PolyCloud.Research.Simulate.Chaos;

namespace PolyCloud.Research.Simulate.Sweeps;

/// <summary>For people: how long kills took to clear, by what else was wrong meanwhile.</summary>
public static class KillTable
{
    public static void Print(SweepReport report, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine($"{"kill to clear beside",-26}{"kills",10}{"p50 s",10}{"p99 s",10}{"most s",10}");
        Row(report, "nothing", "", to);
        foreach (var fault in FaultNames.All)
        {
            Row(report, fault, fault, to);
        }
    }

    private static void Row(SweepReport report, string words, string fault, TextWriter to)
    {
        var times = report.KillToClear(fault);
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{words,-26}{times.Count,10}{times.Median.TotalSeconds,10:0.000}{times.P99.TotalSeconds,10:0.000}{times.Most.TotalSeconds,10:0.000}"));
    }
}
