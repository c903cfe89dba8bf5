using Microsoft.Extensions.Logging;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Stored;

/// <summary>
/// What is stored, kept for a while: pages beat more than once a second, histories are written once a minute. Reads on a thread of the pool,
/// one at a time for each range, and never lets a page wait for a slow store. Holds no more than the ranges there are.
/// </summary>
internal sealed class StoredPast(IStoredHistories stored, TimeProvider time, ILogger<StoredPast> log)
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    /// <summary>A store that does not answer by then is said to be unreadable.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>So long the first page of a range waits for its figures; later ones show the older ones meanwhile.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public async Task<StoredView> OfAsync(HistoryRange range, TradingSnapshot now)
    {
        Task<StoredView> reading;
        lock (_gate)
        {
            var kept = _kept.GetValueOrDefault(range.Name);
            if (kept is null || (kept.Reading.IsCompleted && time.GetElapsedTime(kept.BeganAt) >= FreshFor))
            {
                var older = kept is { Reading.IsCompletedSuccessfully: true } ? kept.Reading.Result : null;
                var question = QuestionOf(range, now);
                _kept[range.Name] = kept = new Kept(older, time.GetTimestamp(), Task.Run(() => ReadAsync(question, older)));
            }

            if (!kept.Reading.IsCompleted && kept.Older is { } shown)
            {
                return shown;
            }

            reading = kept.Reading;
        }

        try
        {
            return await reading.WaitAsync(FirstLook, time);
        }
        catch (TimeoutException)
        {
            return new StoredView(range, null, now.At, "");
        }
    }

    private static StoredQuestion QuestionOf(HistoryRange range, TradingSnapshot now) => new(
        range, [.. now.Bots.Select(static bot => bot.Id)], [.. now.Markets.Select(static market => market.View.Spec.Asset).Distinct(StringComparer.Ordinal)], now.At);

    private async Task<StoredView> ReadAsync(StoredQuestion question, StoredView? older)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            return new StoredView(question.Range, await stored.ReadAsync(question, patience.Token), question.Now, "");
        }
        catch (Exception problem)
        {
            log.LogWarning("stored histories cannot be read: {Problem}", problem.Message);
            var words = problem is StoredHistoriesException ? problem.Message : "the store did not answer; the worker's log says why";
            return new StoredView(question.Range, older?.Span, older?.ReadAt ?? question.Now, words);
        }
    }

    /// <param name="Older">Shown until the reading has ended; null where there is none.</param>
    private sealed record Kept(StoredView? Older, long BeganAt, Task<StoredView> Reading);
}
