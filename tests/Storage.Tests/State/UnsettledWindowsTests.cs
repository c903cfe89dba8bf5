using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.State;

public sealed class UnsettledWindowsTests
{
    /// <summary>Two minutes past midnight.</summary>
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_773_360_120);

    private readonly MemoryTableStore _tables = new();

    [Fact]
    public async Task Windows_that_ended_without_a_winner_are_found_across_midnight_and_no_others()
    {
        await KeepAsync(Now - Duration.FromSeconds(2_600), null);
        await KeepAsync(Now - Duration.FromSeconds(1_020), null);
        await KeepAsync(Now - Duration.FromSeconds(720), Outcome.Up);
        await KeepAsync(Now - Duration.FromSeconds(420), null);
        await KeepAsync(Now - Duration.FromSeconds(120), null);
        var found = await UnsettledWindows.ReadAsync(_tables, "btc-5m", Now - Duration.FromSeconds(2_100), Now, default);
        Assert.Equal([SlugOf(Now - Duration.FromSeconds(1_020)), SlugOf(Now - Duration.FromSeconds(420))], found);
        Assert.Empty(await UnsettledWindows.ReadAsync(_tables, "eth-5m", Now - Duration.FromSeconds(2_100), Now, default));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_no_empty_answer()
    {
        var row = new TableRow(WorkerTables.PartitionOf("btc-5m", Now), "btc-updown-5m-1", new Dictionary<string, string>(StringComparer.Ordinal) { ["Epoch"] = "1" });
        await _tables.WriteAsync(WorkerTables.Windows, [new TableWrite(TableWriteKind.Insert, row)], default);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => UnsettledWindows.ReadAsync(_tables, "btc-5m", Now - Duration.FromSeconds(2_100), Now, default));
    }

    private static string SlugOf(Timestamp opens) => "btc-updown-5m-" + opens.Seconds;

    private async Task KeepAsync(Timestamp opens, Outcome? winner)
    {
        var spec = new MarketSpec
        {
            Slug = SlugOf(opens),
            ConditionId = "0x" + new string('a', 64),
            UpTokenId = "1",
            DownTokenId = "2",
            Asset = "btc",
            Interval = WindowInterval.FiveMinutes,
            Opens = opens,
            Closes = opens + Duration.FromSeconds(300),
            TickSize = default,
            MinimumOrderSize = Size.Shares(5),
            Fees = FeeSchedule.Crypto,
            Settlement = SettlementRule.TimeWeightedAverage60Seconds,
        };
        var row = new WindowRow
        {
            Slug = spec.Slug,
            Epoch = 3,
            ConditionId = spec.ConditionId,
            UpTokenId = "1",
            DownTokenId = "2",
            Version = spec.Version,
            Opens = opens,
            Closes = spec.Closes,
            Phase = winner is null ? MarketPhase.Resolving : MarketPhase.Settled,
            Winner = winner,
            Updated = Now,
        };
        await _tables.WriteAsync(WorkerTables.Windows, [new TableWrite(TableWriteKind.Insert, row.ToTableRow(spec))], default);
    }
}
