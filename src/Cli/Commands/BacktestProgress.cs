using System.Diagnostics;
using System.Globalization;

namespace PolyCloud.Cli.Commands;

/// <summary>One line that is written over: windows done, and when the rest will be, by the pace so far.</summary>
internal sealed class BacktestProgress(int? windows)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _shown;

    public void Done(int count)
    {
        lock (_lock)
        {
            var elapsed = Stopwatch.GetElapsedTime(_began);
            if (elapsed - _shown < Every && count != windows)
            {
                return;
            }

            _shown = elapsed;
            Console.Error.Write(Line(count, elapsed));
        }
    }

    public static void End() => Console.Error.WriteLine();

    private string Line(int count, TimeSpan elapsed)
    {
        var pace = elapsed / count;
        return windows is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"\r{new string('#', 30 * count / all),-30} {count}/{all} windows, about {(pace * (all - count)).TotalSeconds:0} s left  ")
            : string.Create(CultureInfo.InvariantCulture, $"\r{count} windows, {1 / pace.TotalSeconds:0.0} a second  ");
    }
}
