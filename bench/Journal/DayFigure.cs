using System.Diagnostics;
using System.Globalization;
using PolyCloud.Engine;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Sources;

namespace PolyCloud.Bench.Journal;

/// <summary>
/// As many records as a day of five-minute windows has at the mean rate (about 120 a second, ten million) through the whole backtest: engine,
/// queue and latency models, each window under three fill assumptions. Some windows are generated first, with the bursts of the flow, and
/// then run over and over, so that the time is the backtest's and not the generator's.
/// </summary>
internal static class DayFigure
{
    private const int RecordsOfADay = 10_000_000;

    private const int Generated = 12;

    public static void Print(int millions)
    {
        List<WindowTape> tapes = [.. new GeneratedWindows(7, Generated).Windows()];
        var passes = (int)(millions * 1_000_000L / tapes.Sum(static tape => (long)tape.Events.Length)) + 1;
        var source = new Repeated(tapes, passes);
        var memory = new List<double>();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var result = BacktestRunner.Run(source, Options(cores: 2), done => Note(done, Generated * passes, memory), CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        var records = result.Windows.Sum(static window => (long)window.Events);
        var inputs = result.Windows.Sum(static window => window.Assumed.Sum(static run => run.Inputs));
        JournalFigures.Say($"day         {records} records in {result.Windows.Count} windows, {inputs} engine inputs under three assumptions: {seconds:0.0} s on two cores, {used:0.0} s of processor");
        JournalFigures.Say($"day         ten million records by this: {seconds * RecordsOfADay / records:0.0} s by the wall, {used / 2 * RecordsOfADay / records:0.0} s by the processor time of two cores (goal 30)");
        JournalFigures.Say($"day         megabytes held after each quarter: {string.Join(", ", memory.Select(static each => each.ToString("0", CultureInfo.InvariantCulture)))}");
        var again = new Repeated(tapes, 1);
        var one = BacktestRunner.Run(again, Options(cores: 1), static _ => { }, CancellationToken.None).GoldenHash;
        var two = BacktestRunner.Run(again, Options(cores: 2), static _ => { }, CancellationToken.None).GoldenHash;
        JournalFigures.Say($"day         golden hash of {Generated} windows on one core and on two: {(one == two ? "the same" : "DIFFERENT")}, {one[..16]}…");
    }

    private static BacktestOptions Options(int cores) => new() { Engine = new EngineOptions(), Cores = cores };

    /// <summary>What is alive, not what the collector has yet to take.</summary>
    private static void Note(int done, int windows, List<double> memory)
    {
        lock (memory)
        {
            if (done >= (memory.Count + 1) * windows / 4)
            {
                memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            }
        }
    }

    private sealed class Repeated(List<WindowTape> tapes, int times) : IWindowSource
    {
        public IEnumerable<WindowTape> Windows() => Enumerable.Range(0, times).SelectMany(_ => tapes);
    }
}
