using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Archive;

namespace PolyCloud.Storage.Tests.ControlPlane;

public sealed class DailyReportTests
{
    private const string Shard = "0";

    private static readonly MarketSpec Spec = new()
    {
        Slug = "btc-updown-5m-1793534400", ConditionId = "0x01", UpTokenId = "1", DownTokenId = "2", Asset = "btc", Interval = WindowInterval.FiveMinutes, Opens = ArchiveScene.Noon(0),
        Closes = ArchiveScene.Noon(0) + Duration.FromSeconds(300), TickSize = TickSize.Cent, MinimumOrderSize = Size.Shares(5), Fees = FeeSchedule.Crypto, Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    [Fact]
    public async Task A_day_is_reported_with_its_own_missed_windows_and_the_same_once_it_is_archived()
    {
        using var directory = new TemporaryDirectory();
        await using var scene = new ArchiveScene(new FileTableStoreOptions { Directory = directory.Path });
        await scene.PutAsync(WorkerTables.Windows, new WindowRow
        {
            Slug = Spec.Slug, Epoch = 7, ConditionId = Spec.ConditionId, UpTokenId = "1", DownTokenId = "2", Version = default, Opens = Spec.Opens, Closes = Spec.Closes, Phase = MarketPhase.Settled,
            Winner = Outcome.Up, Updated = Spec.Closes,
        }.ToTableRow(Spec));
        await scene.PutAsync(WorkerTables.Positions, new PositionRow
        {
            Slug = Spec.Slug, Epoch = 7, Up = Size.Zero, Down = Size.Zero, UpCost = Money.Zero, DownCost = Money.Zero, Realized = new Money(5_200_001), Fees = new Money(17), Updated = Spec.Closes,
        }.ToTableRow(Spec));
        await scene.PutAsync(WorkerTables.Fills, ArchiveScene.Row(0, "a", "1"), ArchiveScene.Row(0, "b", "2"));
        var acts = Acts(scene.Store);
        foreach (var (series, day, count) in ((string, int, int)[])[("btc-5m", -1, 1), ("btc-5m", 0, 2), ("btc-5m", 1, 4), ("btc-15m", 0, 8), ("eth-5m", 0, 16)])
        {
            await RunAsync<ActivityDone>(acts, ActivityNames.RecordMissed, new MissedWindows(Shard, series, ArchiveScene.Noon(day), count, "nobody was there"));
        }

        var report = new DailyReport("btc-5m", "20261101", Windows: 1, Settled: 1, Missed: 2, Fills: 2, RealizedMicros: 5_200_001, FeesMicros: 17);
        Assert.Equal(report, await ReportAsync(acts));
        await scene.TurnAsync(3);
        Assert.Equal(report, await ReportAsync(acts));
        await scene.TurnAsync(3);
        Assert.Empty(scene.Store.Hot.PartitionsOf(WorkerTables.Windows));
        Assert.Equal(report, await ReportAsync(acts));
    }

    private static ActivityCatalog Acts(ITableStore store)
    {
        var catalog = new ActivityCatalog();
        new ReportActs(store, TimeProvider.System).Register(catalog);
        return catalog;
    }

    private static Task<DailyReport> ReportAsync(ActivityCatalog acts) => RunAsync<DailyReport>(acts, ActivityNames.WriteDailyReport, new DayToReport(Shard, "btc-5m", "20261101"));

    private static async Task<TResult> RunAsync<TResult>(ActivityCatalog acts, string name, object input) =>
        Payload.Read<TResult>(await acts.RunAsync(new ActivityCall("id", 1, 1, name, Payload.Write(input)), default))!;
}
