using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Activities that write down what was done. Each row has one key, so that a repeated one writes the same row.</summary>
internal sealed class ReportActs(ITableStore store, TimeProvider time)
{
    internal const string TextColumn = "Report";

    private readonly DesiredRows _rows = new(store);

    public void Register(ActivityCatalog catalog) => catalog
        .Add<MarketReport, ActivityDone>(ActivityNames.ReportMarket, MarketAsync)
        .Add<KillReport, ActivityDone>(ActivityNames.ReportKill, (_, report, cancellation) => PutAsync(report.Shard, KillKey(report.KillId), report, cancellation))
        .Add<MissedWindows, ActivityDone>(ActivityNames.RecordMissed, (_, missed, cancellation) => PutAsync(missed.Shard, MissedKey(missed.Series, missed.FirstOpens), missed, cancellation))
        .Add<DayToReport, DailyReport>(ActivityNames.WriteDailyReport, DayAsync)
        .Add<Alert, ActivityDone>(ActivityNames.RaiseAlert, AlertAsync);

    internal static string KillKey(string killId) => "kill:" + killId;

    internal static string MarketKey(string slug) => "market:" + slug;

    // The report first: a window whose wish is gone has been dealt with.
    private async Task<ActivityDone> MarketAsync(ActivityCall call, MarketReport report, CancellationToken cancellation)
    {
        var done = await PutAsync(report.Shard, MarketKey(report.Slug), report, cancellation);
        await _rows.RemoveAsync(ControlTables.Desired, report.Shard, DesiredMarketRow.RowOf(report.Slug), cancellation);
        return done;
    }

    private async Task<DailyReport> DayAsync(ActivityCall call, DayToReport wish, CancellationToken cancellation)
    {
        var partition = $"{wish.Series}-{wish.Day}";
        var (windows, settled, fills, realized, fees) = (0, 0, 0, 0L, 0L);
        await foreach (var row in store.QueryAsync(WorkerTables.Windows, partition, null, cancellation))
        {
            windows++;
            settled += WindowRow.Read(row).Phase == MarketPhase.Settled ? 1 : 0;
        }

        await foreach (var row in store.QueryAsync(WorkerTables.Positions, partition, null, cancellation))
        {
            var position = PositionRow.Read(row);
            realized += position.Realized.Micros;
            fees += position.Fees.Micros;
        }

        await foreach (var _ in store.QueryAsync(WorkerTables.Fills, partition, null, cancellation))
        {
            fills++;
        }

        var report = new DailyReport(wish.Series, wish.Day, windows, settled, await MissedAsync(wish, cancellation), fills, realized, fees);
        await PutAsync(wish.Shard, $"day:{wish.Series}:{wish.Day}", report, cancellation);
        return report;
    }

    private async Task<int> MissedAsync(DayToReport wish, CancellationToken cancellation)
    {
        var day = DateTimeOffset.ParseExact(wish.Day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
        var prefix = $"missed:{wish.Series}:";
        var end = MissedKey(wish.Series, Timestamp.FromSeconds(day + 86_400));
        var count = 0;
        await foreach (var row in store.QueryAsync(ControlTables.Reports, wish.Shard, MissedKey(wish.Series, Timestamp.FromSeconds(day)), cancellation))
        {
            if (!row.Row.StartsWith(prefix, StringComparison.Ordinal) || string.CompareOrdinal(row.Row, end) >= 0)
            {
                break;
            }

            count += Payload.Read<MissedWindows>(LongText.Read(row, TextColumn))!.Count;
        }

        return count;
    }

    private async Task<ActivityDone> AlertAsync(ActivityCall call, Alert alert, CancellationToken cancellation) => new(await _rows.ChangeAsync(
        ControlTables.Alerts,
        alert.Shard,
        alert.Key,
        stored => stored is not null ? null : new TableRow(alert.Shard, alert.Key, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(alert.Severity)] = alert.Severity.ToString(),
            [nameof(alert.Title)] = alert.Title,
            [nameof(alert.Detail)] = alert.Detail,
            ["Raised"] = time.Now().Micros.ToString(CultureInfo.InvariantCulture),
        }),
        cancellation));

    private async Task<ActivityDone> PutAsync<T>(string shard, string key, T report, CancellationToken cancellation)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        LongText.Write(columns, TextColumn, Payload.Write(report));
        return new ActivityDone(await _rows.ChangeAsync(
            ControlTables.Reports,
            shard,
            key,
            stored => stored is not null && LongText.Read(stored, TextColumn) == Payload.Write(report) ? null : new TableRow(shard, key, columns),
            cancellation));
    }

    private static string MissedKey(string series, Timestamp opens) => $"missed:{series}:{opens.Seconds.ToString("D11", CultureInfo.InvariantCulture)}";
}
