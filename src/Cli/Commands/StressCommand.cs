using System.CommandLine;
using System.Globalization;
using PolyCloud.Research.Stress;

namespace PolyCloud.Cli.Commands;

/// <summary>`stress`: a journal pressed through engine and disk at a multiple of its pace.</summary>
internal static class StressCommand
{
    private static readonly Option<string> Speed = new("--speed") { Description = "Times the recorded pace, 0.1 to 100000, or max for as fast as the engine takes.", DefaultValueFactory = _ => "max" };

    public static Command Create()
    {
        var command = new Command("stress", "Press a journal's inputs through queue, engine and journal at a multiple of their pace; print queue depth, memory, latency percentiles and the first bottleneck.")
        {
            JournalFiles.Declared, Speed,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(JournalFiles.Declared), SpeedOf(parsed.GetValue(Speed)!)));
        return command;
    }

    private static int Run(string path, double? speed)
    {
        var lost = 0L;
        foreach (var run in JournalFiles.Open(path).Runs)
        {
            var scratch = Directory.CreateTempSubdirectory("polycloud-stress-");
            try
            {
                var report = JournalStress.Run(run, new StressOptions { Speed = speed, JournalDirectory = scratch.FullName });
                lost += report.JournalLost;
                Print(run.Name, report);
            }
            catch (FormatException problem)
            {
                throw new CommandFailedException(problem.Message);
            }
            finally
            {
                scratch.Delete(recursive: true);
            }
        }

        return lost == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static void Print(string run, StressReport report)
    {
        Say($"run {run}: {report.Inputs} inputs in {report.Seconds:0.000} s, {report.Inputs / Math.Max(report.Seconds, 1e-9):0} inputs/s");
        Say($"  queue depth   at most {report.QueueDepthMaximum}");
        Say($"  step          p50 {report.StepMicrosP50:0.0} us, p99 {report.StepMicrosP99:0.0} us, max {report.StepMicrosMaximum:0.0} us");
        Say($"  latency       p50 {report.LatencyMicrosP50:0.0} us, p99 {report.LatencyMicrosP99:0.0} us, max {report.LatencyMicrosMaximum:0.0} us");
        Say($"  memory        managed heap at most {report.HeapBytesMaximum / 1048576.0:0.0} MiB");
        Say($"  journal       backlog at most {report.JournalBacklogMaximum} bytes, {report.JournalLost} records lost");
        Say($"  bottleneck    {report.Bottleneck}");
    }

    private static double? SpeedOf(string text) => text == "max" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.1 and <= 100_000 ? speed
        : throw new UsageException($"--speed is '{text}'; allowed is 0.1 to 100000 or max.");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
