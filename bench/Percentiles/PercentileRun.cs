using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PolyCloud.Bench.Traces;

namespace PolyCloud.Bench.Percentiles;

/// <summary>Warms every replay up, measures it over several passes and prints one table.</summary>
internal static class PercentileRun
{
    private const int WarmUpPasses = 12;
    private const int MeasuredPasses = 10;

    /// <summary>Methods are compiled again in the background after 30 calls and 100 ms of quiet; this is well beyond it.</summary>
    private static readonly TimeSpan TimeToCompile = TimeSpan.FromMilliseconds(300);

    public static void Print(byte[][] frames, TextWriter output)
    {
        output.WriteLine($"trace of {frames.Length} frames");
        Print(Replays(frames), output);
    }

    public static void Print(IEnumerable<IReplay> replays, TextWriter output)
    {
        output.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {ProcessorName()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {RuntimeInformation.OSDescription}");
        output.WriteLine($"{WarmUpPasses} passes to warm up, {MeasuredPasses} measured; microseconds per operation");
        output.WriteLine();
        output.WriteLine("| operation | count | p50 | p90 | p99 | p99.9 | max | bytes |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var replay in replays)
        {
            Measure(replay);
            foreach (var sample in replay.Samples)
            {
                Print(sample, output);
            }
        }
    }

    private static IEnumerable<IReplay> Replays(byte[][] frames)
    {
        var events = TraceEvent.Decode(frames);
        yield return new ClockReplay(frames.Length);
        yield return new FrameReplay(frames, events);
        yield return new BookReplay(events);
        yield return EngineReplay.Asymmetric(events);
        yield return EngineReplay.PairedLadder(events);
        yield return new ShadowReplay(events);
        yield return new SigningReplay(orders: 2000);
    }

    private static void Measure(IReplay replay)
    {
        for (var pass = 0; pass < WarmUpPasses; pass++)
        {
            replay.Reset();
            replay.Run();
            if (pass % 4 == 3)
            {
                Thread.Sleep(TimeToCompile);
            }
        }

        foreach (var sample in replay.Samples)
        {
            sample.Clear();
        }

        GC.Collect();
        for (var pass = 0; pass < MeasuredPasses; pass++)
        {
            replay.Reset();
            replay.Run();
        }
    }

    private static void Print(LatencySample sample, TextWriter output)
    {
        sample.Sort();
        double[] shares = [0.5, 0.9, 0.99, 0.999, 1];
        var times = shares.Select(share => sample.MicrosecondsAt(share).ToString("0.00", CultureInfo.InvariantCulture));
        output.WriteLine($"| {sample.Name} | {sample.Count} | {string.Join(" | ", times)} | {sample.AllocatedBytesPerOperation:0.##} |");
    }

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown processor"
        : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
}
