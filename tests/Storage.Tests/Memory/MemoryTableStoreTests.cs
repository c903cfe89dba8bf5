using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.Memory;

public sealed class MemoryTableStoreTests : TableStoreConformance
{
    private readonly MemoryTableStore _store = new();

    protected override ITableStore Store => _store;

    [Fact]
    public async Task Rows_are_counted()
    {
        await _store.WriteAllAsync(TableRows.Insert("p", "a"), TableRows.Insert("p", "b"), TableRows.Delete("p", "c"));
        await _store.WriteOneAsync(TableRows.Delete("p", "a"));
        Assert.Equal(1, _store.RowCount);
    }
}
