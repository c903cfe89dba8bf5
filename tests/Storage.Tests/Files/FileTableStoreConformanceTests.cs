using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.Files;

public sealed class FileTableStoreConformanceTests : TableStoreConformance, IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private FileTableStore? _store;

    protected override ITableStore Store => _store!;

    public Task InitializeAsync()
    {
        _store = FileTableStore.Open(new FileTableStoreOptions { Directory = _directory.Path });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        _directory.Dispose();
    }
}
