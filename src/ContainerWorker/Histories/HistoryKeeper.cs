using Microsoft.Extensions.Logging;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Histories;

/// <summary>
/// Keeps the histories of a running worker: folds its snapshots on a thread of the pool and writes what changed behind. A store that
/// cannot be written delays them and stops nothing; what is missing is rebuilt from the journal.
/// </summary>
internal sealed class HistoryKeeper : IAsyncDisposable
{
    /// <summary>In real time: at most so much is missing after a crash.</summary>
    private static readonly TimeSpan WritingPause = TimeSpan.FromSeconds(60);

    /// <summary>A store that does not answer by then is not waited for.</summary>
    private static readonly TimeSpan ReadingPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LastWriting = TimeSpan.FromSeconds(5);

    private readonly HistoryStore _store;
    private readonly ILogger _log;
    private readonly IReadModel _model;
    private readonly Lock _gate = new();
    private readonly HistoryFold _fold;
    private readonly Dictionary<HistoryKey, HistoryValue> _waiting = [];
    private readonly Dictionary<(string Table, string Partition), Timestamp> _pruned = [];
    private readonly IDisposable _listening;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private string _problem = "";

    private HistoryKeeper(HistoryStore store, string shard, IReadOnlyDictionary<HistoryKey, HistoryValue> found, IReadModel model, ILogger log)
    {
        _store = store;
        _log = log;
        _model = model;
        _fold = new HistoryFold(shard, key => found.TryGetValue(key, out var value) ? value : null);
        _listening = model.Subscribe(Look);
        _writing = WriteUntilStoppedAsync();
    }

    /// <summary>Reads what an earlier process wrote of the periods that go on now, and begins. A store that cannot be read begins them anew.</summary>
    public static async Task<HistoryKeeper> StartAsync(ITableStore tables, string shard, IReadOnlyList<string> bots, IReadOnlyList<string> symbols, Timestamp now, IReadModel model, ILogger log)
    {
        using var patience = new CancellationTokenSource(ReadingPatience);
        var store = new HistoryStore(tables);
        var found = new Dictionary<HistoryKey, HistoryValue>();
        var wanted = bots.Select(bot => (HistoryTable.BotHours, HistoryKey.BotPartition(shard, bot)))
            .Append((HistoryTable.Days, shard)).Concat(symbols.Select(static symbol => (HistoryTable.Bars, symbol)));
        try
        {
            foreach (var (table, partition) in wanted)
            {
                foreach (var value in await store.ReadAsync(table, partition, table.BeginOf(now), table.BeginOf(now) + table.Period, patience.Token))
                {
                    found[new HistoryKey(table, partition, value.Begin)] = value;
                }
            }
        }
        catch (Exception problem) when (problem is StoreUnavailableException or InvalidStateRowException or OperationCanceledException)
        {
            log.LogWarning("histories of this hour and day begin anew: {Problem}", problem.Message);
        }

        return new HistoryKeeper(store, shard, found, model, log);
    }

    public async ValueTask DisposeAsync()
    {
        _listening.Dispose();
        await _stop.CancelAsync();
        await _writing;
        Look(_model.Current);
        using var patience = new CancellationTokenSource(LastWriting);
        await WriteAsync(patience.Token);
        _stop.Dispose();
    }

    private void Look(TradingSnapshot snapshot)
    {
        lock (_gate)
        {
            if (_fold.IsDue(snapshot.At) && HistorySample.Of(snapshot) is { } sample)
            {
                _fold.Take(sample);
            }
        }
    }

    private async Task WriteUntilStoppedAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(WritingPause);
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await WriteAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The owner stops; what waits is written once more.
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            // Bounded by the periods of so many bots and symbols as change; of one period only the newest waits.
            foreach (var (key, value) in _fold.TakeChanged())
            {
                _waiting[key] = value;
            }
        }

        try
        {
            foreach (var part in _waiting.GroupBy(static entry => (entry.Key.Table, entry.Key.Partition)).ToList())
            {
                await _store.WriteAsync(part.Key.Table, part.Key.Partition, part.Select(static entry => entry.Value), cancellation);
                foreach (var (key, _) in part.ToList())
                {
                    _waiting.Remove(key);
                }

                await PruneAsync(part.Key.Table, part.Key.Partition, cancellation);
            }

            Complain("");
        }
        catch (Exception problem) when (problem is StoreUnavailableException or StoreConflictException or OperationCanceledException)
        {
            Forget();
            Complain(problem.Message);
        }
    }

    /// <summary>A partition is looked through once a day.</summary>
    private async Task PruneAsync(HistoryTable table, string partition, CancellationToken cancellation)
    {
        var day = HistoryTable.Days.BeginOf(_model.Current.At);
        if (_pruned.GetValueOrDefault((table.Name, partition)) != day)
        {
            _pruned[(table.Name, partition)] = day;
            await _store.PruneAsync(table, partition, _model.Current.At, cancellation);
        }
    }

    /// <summary>Where the store is gone for days the oldest periods are left to the journal.</summary>
    private void Forget()
    {
        const int WaitingMaximum = 20_000;
        foreach (var key in _waiting.Keys.OrderBy(static key => key.Begin).Take(Math.Max(0, _waiting.Count - WaitingMaximum)).ToList())
        {
            _waiting.Remove(key);
        }
    }

    private void Complain(string problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            _log.Log(problem.Length == 0 ? LogLevel.Information : LogLevel.Warning, "histories {State}", problem.Length == 0 ? "are written" : "wait to be written: " + problem);
        }
    }
}
