using System.Diagnostics;

namespace PolyCloud.Cli.Supervision;

/// <summary>
/// A child that is started again whenever it ends, with a growing pause between, until it is told to stop. Nothing else waits for it:
/// it may die alone.
/// </summary>
/// <param name="start">Starts the child; its argument says whether it is the first start.</param>
/// <param name="died">Told the exit code of a child that ended by itself.</param>
internal sealed class RestartedProcess(Func<bool, ChildProcess> start, Action<int> died) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>A child with a lasting fault is tried six times a minute.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>One that ran so long did not die of its start.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private ChildProcess? _child;
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync();

    /// <summary>Lets the child end by itself, and starts it no more.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        await _stop.CancelAsync();
        await _running;
        if (_child is { } child)
        {
            await child.StopAsync(patience);
        }
    }

    public void Dispose()
    {
        _child?.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                _child?.Dispose();
                _child = start(isFirst);
                var began = Stopwatch.GetTimestamp();
                await _child.WaitAsync(_stop.Token);
                died(_child.ExitCode);
                pause = Stopwatch.GetElapsedTime(began) > LongEnough ? FirstPause : pause;
                await Task.Delay(pause, _stop.Token);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop; the child is asked to end by the caller.
        }
    }
}
