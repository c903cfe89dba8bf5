using PolyCloud.Cli.Commands;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Recorded;

namespace PolyCloud.Cli.Up;

/// <summary>When a run over a recording starts and ends: at its first and its n-th complete window.</summary>
internal static class RecordedPlan
{
    public static RunPlan Of(UpOptions options, long leadSeconds)
    {
        if (options.StartSeconds is not null)
        {
            throw new UsageException("--start and --source recorded do not go together: the recording says when it starts.");
        }

        try
        {
            var windows = new RecordingReader(options.Recording!).Windows().Where(window => window.Complete)
                .Take(options.Windows ?? int.MaxValue)
                .Select(window => window.Opens)
                .ToList();
            if (windows.Count == 0)
            {
                throw new UsageException($"--recording is {options.Recording}; it holds no complete window.");
            }

            return new RunPlan(windows[0] - Duration.FromSeconds(leadSeconds), windows[0], windows[^1] + RecordedWindow.Length);
        }
        catch (Exception problem) when (problem is NotSupportedException or InvalidDataException or IOException)
        {
            throw new UsageException($"--recording is {options.Recording}; {problem.Message}");
        }
    }
}
