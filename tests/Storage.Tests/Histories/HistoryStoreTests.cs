using PolyCloud.Engine.Values;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Histories;

public sealed class HistoryStoreTests
{
    private static readonly Timestamp Noon = Timestamp.FromSeconds(1_795_262_400);

    private readonly MemoryTableStore _tables = new();

    [Fact]
    public async Task What_was_written_is_read_by_time_and_a_period_written_anew_is_replaced()
    {
        var store = new HistoryStore(_tables);
        var table = HistoryTable.Bars;
        HistoryValue[] values = [.. Enumerable.Range(0, 300).Reverse().Select(number => new HistoryValue(Noon + (table.Period * number), "v" + number))];
        await store.WriteAsync(table, "btc", values, default);
        await store.WriteAsync(table, "btc", [new HistoryValue(Noon, "again")], default);
        await store.WriteAsync(table, "eth", [new HistoryValue(Noon, "other")], default);
        var read = await store.ReadAsync(table, "btc", Noon, Noon + (table.Period * 300), default);
        Assert.Equal(300, read.Count);
        Assert.Equal("again", read[0].Text);
        Assert.Equal(("v299", Noon + (table.Period * 299)), (read[^1].Text, read[^1].Begin));
        Assert.Equal(2, (await store.ReadAsync(table, "btc", Noon + table.Period, Noon + (table.Period * 3), default)).Count);
        Assert.Empty(await store.ReadAsync(table, "btc", Noon + (table.Period * 300), Noon + (table.Period * 900), default));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(365)]
    public async Task What_is_older_than_is_kept_goes_and_nothing_else(int keptDays)
    {
        var store = new HistoryStore(_tables);
        var table = keptDays == 90 ? HistoryTable.BotHours : HistoryTable.Days;
        var day = Duration.FromSeconds(86_400);
        for (var age = 0; age < keptDays + 80; age++)
        {
            await store.WriteAsync(table, "0", [new HistoryValue(table.BeginOf(Noon - (day * age)), "v")], default);
        }

        Assert.True(await store.PruneAsync(table, "0", Noon, default) > 0);
        var kept = await store.ReadAsync(table, "0", Noon - (day * 1_000), Noon + day, default);
        Assert.InRange(kept.Count, keptDays, keptDays + 33);
        Assert.Equal(0, await store.PruneAsync(table, "0", Noon, default));
    }

    [Fact]
    public async Task Two_writers_of_one_row_lose_nothing_of_each_other()
    {
        var (one, other) = (new HistoryStore(_tables), new HistoryStore(_tables));
        var table = HistoryTable.BotHours;
        var day = table.BeginOf(new Timestamp(Noon.Micros / 86_400_000_000 * 86_400_000_000));
        await Task.WhenAll(Enumerable.Range(0, 24).Select(hour => (hour % 2 == 0 ? one : other).WriteAsync(table, "0-b0", [new HistoryValue(day + (table.Period * hour), "h")], default)));
        Assert.Equal(24, (await one.ReadAsync(table, "0-b0", day, day + (table.Period * 24), default)).Count);
    }

    [Fact]
    public async Task A_damaged_row_is_named_and_a_damaged_value_too()
    {
        await _tables.WriteAsync(HistoryTable.Days.Name, [new TableWrite(TableWriteKind.Upsert, new TableRow("0", HistoryTable.Days.RowOf(Noon), new Dictionary<string, string> { ["s77"] = "1" }))], default);
        var problem = await Assert.ThrowsAsync<InvalidStateRowException>(() => new HistoryStore(_tables).ReadAsync(HistoryTable.Days, "0", Noon, Noon + Duration.FromSeconds(1), default));
        Assert.Contains("s77", problem.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidStateRowException>(() => PriceBar.Read(new HistoryValue(Noon, "1;2;3")));
        Assert.Throws<InvalidStateRowException>(() => PriceBar.Read(new HistoryValue(Noon, "1;2;3;x")));
    }

    [Fact]
    public void Records_survive_their_text()
    {
        var hour = new BotHour(Noon, new Money(-5), new Money(2), new Money(3), 4, new Money(5), new Money(6));
        var day = new PnlDay(Noon, new Money(-1), new Money(2), new Money(3), new Money(4), 5, 6, 7, 8, new Money(9), new Money(10), new Money(11));
        var bar = new PriceBar(Noon, new Money(4), new Money(9), new Money(1), new Money(2));
        Assert.Equal((hour, day, bar), (BotHour.Read(hour.ToValue()), PnlDay.Read(day.ToValue()), PriceBar.Read(bar.ToValue())));
        Assert.Equal(new PriceBar(Noon, new Money(4), new Money(12), new Money(1), new Money(12)), bar.With(new Money(12)));
    }

    [Fact]
    public void A_row_fits_the_limits_of_the_store()
    {
        foreach (var table in (HistoryTable[])[HistoryTable.BotHours, HistoryTable.Days, HistoryTable.Bars])
        {
            Assert.InRange(table.PeriodsOfRow, 1, TableLimits.ColumnsMaximum);
            for (var moment = Noon; moment < Noon + Duration.FromSeconds(40L * 86_400); moment += table.Period)
            {
                Assert.Equal(table.BeginOf(moment), table.MomentOf(table.RowOf(moment), table.ColumnOf(moment)));
            }
        }
    }
}
