using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Histories;
using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.ContainerWorker.Pages;

public sealed class StoredHistoriesTests : IDisposable
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_773_307_300);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-stored-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Hours_days_and_prices_of_the_range_come_from_the_tables_of_the_file_store()
    {
        await using var tables = FileTableStore.Open(new FileTableStoreOptions { Directory = _directory.FullName });
        var store = new HistoryStore(tables);
        var hour = HistoryTable.BotHours.BeginOf(Now);
        await store.WriteAsync(
            HistoryTable.BotHours, HistoryKey.BotPartition("0", "b0"),
            [Hour(hour, 1).ToValue(), Hour(hour - Duration.FromSeconds(3_600), 2).ToValue(), Hour(hour - Duration.FromSeconds(48 * 3_600), 4).ToValue()], default);
        await store.WriteAsync(HistoryTable.Days, "0", [new PnlDay(HistoryTable.Days.BeginOf(Now), Money.Dollars(3), Money.Zero, Money.Zero, Money.Zero, 1, 2, 0, 1, Money.Dollars(100), Money.Dollars(103), Money.Dollars(99)).ToValue()], default);
        await store.WriteAsync(HistoryTable.Bars, "btc", [new PriceBar(HistoryTable.Bars.BeginOf(Now), Money.Dollars(1), Money.Dollars(2), Money.Dollars(1), Money.Dollars(2)).ToValue()], default);
        var day = await Read(tables, "24h");
        Assert.Equal([2, 1], day.Hours["b0"].Select(static one => one.Realized.Micros / 1_000_000));
        Assert.Equal((Money.Dollars(3), Money.Dollars(103)), (Assert.Single(day.Days).Realized, day.Days[0].Equity));
        Assert.Equal(Money.Dollars(2), Assert.Single(day.Bars["btc"]).Close);
        Assert.Equal(3, (await Read(tables, "30d")).Hours["b0"].Count);
        Assert.Empty((await Read(tables, "year")).Hours);
    }

    [Fact]
    public async Task A_damaged_row_is_a_problem_that_pages_can_say()
    {
        await using var tables = FileTableStore.Open(new FileTableStoreOptions { Directory = _directory.FullName });
        await new HistoryStore(tables).WriteAsync(HistoryTable.Days, "0", [new HistoryValue(HistoryTable.Days.BeginOf(Now), "nonsense")], default);
        var problem = await Assert.ThrowsAsync<StoredHistoriesException>(() => Read(tables, "year"));
        Assert.Contains("damaged", problem.Message, StringComparison.Ordinal);
    }

    private static BotHour Hour(Timestamp begin, int dollars) => new(begin, Money.Dollars(dollars), Money.Zero, Money.Zero, 1, Money.Dollars(100), Money.Dollars(99));

    private static Task<StoredSpan> Read(ITableStore tables, string range) => new StoredHistories(
        new ApiRecords(new HistoryStore(tables), new WorkflowClient(tables, TimeProvider.System, static () => "id"), "0", null)).ReadAsync(new StoredQuestion(HistoryRange.Named(range)!, ["b0"], ["btc"], Now), default);
}
