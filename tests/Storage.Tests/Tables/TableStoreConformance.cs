using PolyCloud.Storage.Tables;
using static PolyCloud.Storage.Tests.Tables.TableRows;

namespace PolyCloud.Storage.Tests.Tables;

/// <summary>What every table store does, whatever keeps the rows. Each test uses partitions of its own.</summary>
public abstract class TableStoreConformance
{
    protected abstract ITableStore Store { get; }

    /// <summary>A partition no other test uses, also where the store outlives one test.</summary>
    protected string Partition { get; } = "p-" + Guid.NewGuid().ToString("N");

    [StoreFact]
    public async Task A_row_that_was_never_written_is_null()
    {
        Assert.Null(await Store.GetAsync(Table, Partition, "r", default));
        Assert.Null(await Store.GetAsync("NeverSeen", Partition, "r", default));
        Assert.Empty(await Store.AllAsync(Partition));
    }

    [StoreFact]
    public async Task An_inserted_row_is_read_back_with_its_version()
    {
        var columns = new Dictionary<string, string> { ["Empty"] = "", ["Text"] = "ü 漢字 😀 \"quoted\" \\ \n", ["Digits"] = "0123" };
        var stored = await Store.WriteOneAsync(new TableWrite(TableWriteKind.Insert, new TableRow(Partition, "r", columns)));
        var read = await Store.GetAsync(Table, Partition, "r", default);
        Assert.NotNull(read);
        Assert.NotEmpty(stored.Version);
        Assert.Equal(stored.Version, read.Version);
        Assert.Equal((Partition, "r"), (read.Partition, read.Row));
        Assert.Equal(columns.OrderBy(column => column.Key), read.Columns.OrderBy(column => column.Key));
    }

    [StoreFact]
    public async Task An_insert_over_a_row_is_a_conflict_and_changes_nothing()
    {
        await Store.WriteOneAsync(Insert(Partition, "r", "first"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteOneAsync(Insert(Partition, "r", "second")));
        Assert.Equal("first", await Store.ValueAsync(Partition, "r"));
    }

    [StoreFact]
    public async Task An_upsert_writes_whatever_is_there_and_drops_the_old_columns()
    {
        var wide = new Dictionary<string, string> { ["Value"] = "old", ["Other"] = "gone" };
        var first = await Store.WriteOneAsync(new TableWrite(TableWriteKind.Upsert, new TableRow(Partition, "r", wide)));
        var second = await Store.WriteOneAsync(Upsert(Partition, "r", "new"));
        var read = await Store.GetAsync(Table, Partition, "r", default);
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal(second.Version, read!.Version);
        Assert.Equal("new", Assert.Single(read.Columns).Value);
    }

    [StoreFact]
    public async Task A_replace_needs_the_version_that_is_stored()
    {
        var first = await Store.WriteOneAsync(Insert(Partition, "r", "1"));
        var second = await Store.WriteOneAsync(Replace(first, "2"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteOneAsync(Replace(first, "3")));
        Assert.Equal("2", await Store.ValueAsync(Partition, "r"));
        await Store.WriteOneAsync(Replace(second, "4"));
        Assert.Equal("4", await Store.ValueAsync(Partition, "r"));
    }

    [StoreFact]
    public async Task A_replace_of_a_deleted_row_is_a_conflict()
    {
        var stored = await Store.WriteOneAsync(Insert(Partition, "r"));
        await Store.WriteOneAsync(Delete(Partition, "r"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteOneAsync(Replace(stored, "2")));
        Assert.Null(await Store.ValueAsync(Partition, "r"));
    }

    [StoreFact]
    public async Task A_delete_needs_the_stored_version_or_the_star()
    {
        var first = await Store.WriteOneAsync(Insert(Partition, "r"));
        var second = await Store.WriteOneAsync(Replace(first, "2"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteOneAsync(Delete(Partition, "r", first.Version)));
        var deleted = await Store.WriteOneAsync(Delete(Partition, "r", second.Version));
        Assert.Equal("", deleted.Version);
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteOneAsync(Delete(Partition, "r", second.Version)));
        Assert.Equal("", (await Store.WriteOneAsync(Delete(Partition, "r"))).Version);
        Assert.Null(await Store.ValueAsync(Partition, "r"));
    }

    [StoreFact]
    public async Task A_version_never_comes_back_after_a_delete()
    {
        var first = await Store.WriteOneAsync(Insert(Partition, "r"));
        await Store.WriteOneAsync(Delete(Partition, "r"));
        await Store.WriteOneAsync(Insert(Partition, "r", "again"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteOneAsync(Replace(first, "stale")));
    }

    [StoreFact]
    public async Task A_batch_with_one_conflict_writes_nothing()
    {
        await Store.WriteOneAsync(Insert(Partition, "taken", "old"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.WriteAllAsync(
            Upsert(Partition, "a"), Insert(Partition, "taken", "new"), Delete(Partition, "never-there"), Upsert(Partition, "b")));
        Assert.Equal(["taken"], (await Store.AllAsync(Partition)).Select(row => row.Row));
        Assert.Equal("old", await Store.ValueAsync(Partition, "taken"));
    }

    [StoreFact]
    public async Task A_batch_of_every_kind_is_written_whole_and_returns_its_rows_in_order()
    {
        var kept = await Store.WriteOneAsync(Insert(Partition, "kept", "old"));
        await Store.WriteOneAsync(Insert(Partition, "gone"));
        var stored = await Store.WriteAllAsync(
            Insert(Partition, "new"), Replace(kept, "changed"), Delete(Partition, "gone"), Delete(Partition, "never-there"), Upsert(Partition, "up"));
        Assert.Equal(["new", "kept", "gone", "never-there", "up"], stored.Select(row => row.Row));
        Assert.Equal([true, true, false, false, true], stored.Select(row => row.Version.Length > 0));
        var read = await Store.AllAsync(Partition);
        Assert.Equal([("kept", "changed"), ("new", "v"), ("up", "v")], read.Select(row => (row.Row, row.Columns["Value"])));
        Assert.Equal(stored[0].Version, read[1].Version);
        Assert.Equal(stored[1].Version, read[0].Version);
        await Store.WriteOneAsync(Replace(stored[4], "later"));
    }

    [StoreFact]
    public async Task A_hundred_rows_fit_a_batch_and_one_more_does_not()
    {
        var writes = Enumerable.Range(0, 101).Select(number => Insert(Partition, number.ToString("D3"))).ToArray();
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(writes));
        Assert.Empty(await Store.AllAsync(Partition));
        Assert.Equal(100, (await Store.WriteAllAsync(writes[..100])).Count(row => row.Version.Length > 0));
        Assert.Equal(100, (await Store.AllAsync(Partition)).Count);
    }

    [StoreFact]
    public async Task A_query_returns_its_partition_in_ordinal_order_from_the_given_row()
    {
        string[] keys = ["b", "a", "B", "ä", "a/b", "a.b", "a0", "a-", "a#", "a%", "a\\", "a?", "a\u0001", "a ", "a~", "a\u0085"];
        await Store.WriteAllAsync([.. keys.Select(key => Insert(Partition, key, key))]);
        await Store.WriteOneAsync(Insert(Partition + "x", "a"));
        var expected = keys.Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, (await Store.AllAsync(Partition)).Select(row => row.Row));
        Assert.Equal(expected, (await Store.AllAsync(Partition)).Select(row => row.Columns["Value"]));
        foreach (var from in keys)
        {
            Assert.Equal(expected.SkipWhile(key => string.CompareOrdinal(key, from) < 0), (await Store.AllAsync(Partition, from)).Select(row => row.Row));
        }
    }

    [StoreFact]
    public async Task A_query_of_more_than_one_page_returns_every_row_once()
    {
        for (var batch = 0; batch < 11; batch++)
        {
            await Store.WriteAllAsync([.. Enumerable.Range(batch * 100, 100).Select(number => Insert(Partition, number.ToString("D5")))]);
        }

        var keys = (await Store.AllAsync(Partition)).Select(row => row.Row).ToArray();
        Assert.Equal(Enumerable.Range(0, 1100).Select(number => number.ToString("D5")), keys);
    }

    [StoreFact]
    public async Task Keys_of_any_characters_are_kept_apart_and_read_back()
    {
        string[] keys = ["a/b\\c#d?e%f", "it's 'quoted' & +plus", "\t\r\n\u007F\u0085", "btc-updown-5m-1773307200:0001-000042", "漢字 😀"];
        foreach (var key in keys)
        {
            var partition = Partition + key;
            await Store.WriteAllAsync(Insert(partition, key, "1"), Upsert(partition, key + "/", "2"));
            var read = await Store.GetAsync(Table, partition, key, default);
            Assert.Equal((partition, key, "1"), (read!.Partition, read.Row, read.Columns["Value"]));
            await Store.WriteOneAsync(Replace(read, "3"));
            Assert.Equal([(key, "3"), (key + "/", "2")], (await Store.AllAsync(partition)).Select(row => (row.Row, row.Columns["Value"])));
            await Store.WriteOneAsync(Delete(partition, key));
            Assert.Null(await Store.ValueAsync(partition, key));
        }
    }

    [StoreFact]
    public async Task Out_of_limits_is_the_callers_mistake_and_writes_nothing()
    {
        TableRow With(string column, string value) => new(Partition, "r", new Dictionary<string, string> { [column] = value });
        TableRow[] rows =
        [
            Row("", "r"), Row(Partition, ""), Row(Partition, new string('k', TableLimits.KeyCharactersMaximum + 1)), Row(Partition, "\uD800"),
            With("RowKey", "v"), With("no-dash", "v"), With("1st", "v"), With("", "v"),
            With("Value", new string('v', TableLimits.ValueCharactersMaximum + 1)), With("Value", "\uDC00"),
        ];
        foreach (var row in rows)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(Upsert(Partition, "good"), new TableWrite(TableWriteKind.Upsert, row)));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(Upsert(Partition, "a"), Upsert(Partition + "2", "b")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(Upsert(Partition, "a"), Delete(Partition, "a")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(Replace(Row(Partition, "a"), "never stored")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(Replace(Row(Partition, "a", version: "*"), "any")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAllAsync(Delete(Partition, "a", version: "")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync("no_table", [Upsert(Partition, "a")], default));
        Assert.Empty(await Store.AllAsync(Partition));
    }

    [StoreFact]
    public async Task The_largest_value_and_the_longest_keys_are_stored()
    {
        var partition = Partition + new string('/', TableLimits.KeyCharactersMaximum - Partition.Length);
        var row = new string('\u0001', TableLimits.KeyCharactersMaximum);
        var value = new string('ü', TableLimits.ValueCharactersMaximum);
        await Store.WriteOneAsync(Insert(partition, row, value));
        Assert.Equal(value, await Store.ValueAsync(partition, row));
    }

    [StoreFact]
    public async Task Of_concurrent_replaces_of_one_version_exactly_one_wins()
    {
        var first = await Store.WriteOneAsync(Insert(Partition, "r", "0"));
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            try
            {
                await Store.WriteOneAsync(Replace(first, number.ToString()));
                return number;
            }
            catch (StoreConflictException)
            {
                return 0;
            }
        }));
        Assert.Equal(await Store.ValueAsync(Partition, "r"), Assert.Single(outcomes, outcome => outcome > 0).ToString());
    }

    [StoreFact]
    public async Task Changing_the_callers_columns_later_does_not_change_the_stored_row()
    {
        var columns = new Dictionary<string, string> { ["Value"] = "stored" };
        await Store.WriteOneAsync(new TableWrite(TableWriteKind.Insert, new TableRow(Partition, "r", columns)));
        columns["Value"] = "changed";
        Assert.Equal("stored", await Store.ValueAsync(Partition, "r"));
    }

    [StoreFact]
    public async Task A_cancelled_call_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync(Table, Partition, "r", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(Table, [Insert(Partition, "r")], cancelled.Token));
    }
}
