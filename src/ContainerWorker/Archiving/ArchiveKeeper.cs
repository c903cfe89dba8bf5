using Microsoft.Extensions.Logging;
using PolyCloud.Storage.Archive;

namespace PolyCloud.ContainerWorker.Archiving;

/// <summary>
/// Archives the days that are over while the worker runs, in quiet moments on a thread of the pool. What fails is told and tried again in
/// the next turn; it stops nothing, the rows stay where they are.
/// </summary>
internal sealed class ArchiveKeeper : IAsyncDisposable
{
    /// <summary>In real time: a start has enough to do.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    /// <summary>
    /// In real time: what an archived day has to wait before it leaves the hot store, so that no copy of the directory misses it. Short
    /// enough that a worker which runs for half an hour a day moves what is over.
    /// </summary>
    private static readonly TimeSpan TurnPause = TimeSpan.FromMinutes(15);

    private readonly DayArchiver _archiver;
    private readonly ArchivedTableStore _store;
    private readonly QuietTime _quiet;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _working;

    public ArchiveKeeper(ArchivedTableStore store, int hotDays, QuietTime quiet, ILogger log)
        : this(store, hotDays, quiet, log, FirstPause, TurnPause)
    {
    }

    internal ArchiveKeeper(ArchivedTableStore store, int hotDays, QuietTime quiet, ILogger log, TimeSpan firstPause, TimeSpan turnPause)
    {
        _store = store;
        _quiet = quiet;
        _log = log;
        _archiver = new DayArchiver(store, hotDays, quiet.PauseAsync);
        _working = WorkUntilStoppedAsync(firstPause, turnPause);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working;
        _stop.Dispose();
    }

    private async Task WorkUntilStoppedAsync(TimeSpan firstPause, TimeSpan turnPause)
    {
        try
        {
            for (var pause = firstPause; ; pause = turnPause)
            {
                await Task.Delay(pause, _stop.Token);
                await _quiet.PauseAsync(_stop.Token);
                await TurnAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The owner stops; what is half moved is found by the next process.
        }
    }

    private async Task TurnAsync()
    {
        try
        {
            var turn = await _archiver.TurnAsync(_quiet.Now, _stop.Token);
            if (turn.Written + turn.Removed > 0)
            {
                _log.LogInformation(
                    "days archived: {WrittenRows} rows of {Written} partitions written, {RemovedRows} rows of {Removed} partitions removed from memory, {Rows} rows left",
                    turn.WrittenRows, turn.Written, turn.RemovedRows, turn.Removed, _store.Hot.RowCount);
            }

            foreach (var problem in turn.Problems)
            {
                _log.LogError("a day cannot be archived: {Problem}", problem);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            _log.LogError(problem, "days cannot be archived");
        }
    }
}
