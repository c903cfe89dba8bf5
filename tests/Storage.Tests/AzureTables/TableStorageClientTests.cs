using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.AzureTables;

[NeedsAzurite]
public sealed class TableStorageClientTests(AzuriteServer azurite) : TableStoreConformance, IClassFixture<AzuriteServer>
{
    private readonly TableStorageClient _client = new(azurite.Options, TimeProvider.System);

    protected override ITableStore Store => _client;

    [AzuriteFact]
    public async Task A_table_is_created_by_its_first_write()
    {
        var table = "T" + Guid.NewGuid().ToString("N");
        Assert.Empty(await ReadAsync(table));
        await _client.WriteAsync(table, [TableRows.Insert("p", "a"), TableRows.Insert("p", "b")], default);
        Assert.Equal(["a", "b"], await ReadAsync(table));
    }

    [AzuriteFact]
    public async Task A_wrong_key_is_unavailable_and_not_a_conflict()
    {
        await using var stranger = new TableStorageClient(azurite.Options with { AccountKey = Convert.ToBase64String(new byte[32]) }, TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stranger.GetAsync("Things", "p", "r", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stranger.WriteOneAsync(TableRows.Insert("p", "r")));
    }

    private async Task<List<string>> ReadAsync(string table)
    {
        var keys = new List<string>();
        await foreach (var row in _client.QueryAsync(table, "p", null, default))
        {
            keys.Add(row.Row);
        }

        return keys;
    }
}
