using System.Net;
using PolyCloud.ContainerWorker.Tests.Publishing;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed class RecordRoutesTests
{
    private static readonly Timestamp Day = HistoryTable.Days.BeginOf(QuotingNode.Opens);

    [Fact]
    public async Task Stored_hours_days_and_prices_are_shown_exactly()
    {
        await using var scene = await ApiScene.StartAsync();
        var store = new HistoryStore(scene.Tables);
        await store.WriteAsync(HistoryTable.BotHours, "0-b0", [new BotHour(Day, new Money(1_234_567), new Money(1), new Money(2_000_000), 3, new Money(9_000_000), new Money(8_000_000)).ToValue()], default);
        await store.WriteAsync(HistoryTable.Bars, "btc", [new PriceBar(Day, new Money(60_000_010_000), new Money(60_000_020_000), new Money(59_000_000_000), new Money(60_000_000_000)).ToValue()], default);
        for (var age = 0; age < 12; age++)
        {
            await store.WriteAsync(HistoryTable.Days, "0", [DayOf(Day - Duration.FromSeconds(86_400L * age), age % 3 == 0 ? -1_000_000 : 2_000_000)], default);
        }

        var hour = (await scene.GetAsync("/api/v1/history/bots/b0/hours"))["items"]!.AsArray().Single()!;
        Assert.Equal((1.234567m, 3), ((decimal)hour["realizedPnlUsd"]!, (int)hour["roundTrips"]!));
        var bar = (await scene.GetAsync($"/api/v1/history/bars/btc?from={Day.ToString()[..10]}&to={(Day + Duration.FromSeconds(86_400)).ToString()[..10]}"))["items"]!.AsArray().Single()!;
        Assert.Equal((60000.01m, 59000m), ((decimal)bar["open"]!, (decimal)bar["low"]!));
        var days = await scene.GetAsync("/api/v1/history/days");
        Assert.Equal(12, days["items"]!.AsArray().Count);
        Assert.Equal((12m, 1.2m, 66.67m), ((decimal)days["realizedPnlUsd"]!, (decimal)days["returnPercent"]!, (decimal)days["winningDaysPercent"]!));
        Assert.True((double)days["sharpeRatio"]! > 0);
    }

    [Fact]
    public async Task Workflows_and_journal_files_are_listed()
    {
        await using var scene = await ApiScene.StartAsync();
        Directory.CreateDirectory(scene.JournalDirectory);
        await File.WriteAllBytesAsync(Path.Combine(scene.JournalDirectory, "shard-0-epoch-3.000001.journal"), new byte[123]);
        var journal = await scene.GetAsync("/api/v1/journal/segments");
        Assert.Equal((1, 123, "shard-0-epoch-3"), ((int)journal["total"]!, (long)journal["bytes"]!, (string)journal["items"]![0]!["run"]!));
        Assert.Equal(0, (int)(await scene.GetAsync("/api/v1/workflows"))["total"]!);
    }

    [Fact]
    public async Task A_damaged_history_is_503_and_names_the_row()
    {
        await using var scene = await ApiScene.StartAsync();
        await scene.Tables.WriteAsync(
            HistoryTable.Days.Name, [new TableWrite(TableWriteKind.Upsert, new TableRow("0", HistoryTable.Days.RowOf(Day), new Dictionary<string, string> { ["s77"] = "x" }))], default);
        using var answer = await scene.SendAsync(HttpMethod.Get, "/api/v1/history/days");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("s77", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wallet_shows_tokens_collateral_and_wishes()
    {
        await using var scene = await ApiScene.StartAsync();
        var wallet = await scene.GetAsync("/api/v1/wallet/balances");
        Assert.Equal(10m, (decimal)wallet["tokens"]!.AsArray().Single()!["shares"]!);
        Assert.True((decimal)wallet["collateralUsd"]! > 900);
        Assert.Equal("top-up", (string)(await scene.GetAsync("/api/v1/wallet/proposals"))["items"]![0]!["move"]!);
    }

    private static HistoryValue DayOf(Timestamp begin, long change) => new PnlDay(
        begin, new Money(change), Money.Zero, Money.Zero, Money.Zero, 1, 2, 0, 0, Money.Dollars(1_000), Money.Dollars(1_000) + new Money(change), Money.Dollars(999)).ToValue();
}
