using PolyCloud.Storage.Control;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Control;

public sealed class EpochClaimTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private Task<long> ClaimAsync(ITableStore store, string machine) =>
        EpochClaim.ClaimAsync(store, new EpochFile(_directory.File(machine)), "shard-0", machine, default, default);

    [Fact]
    public async Task Each_claim_is_higher_than_every_one_before_on_any_machine()
    {
        await using var store = new MemoryTableStore();
        Assert.Equal(1, await ClaimAsync(store, "a"));
        Assert.Equal(2, await ClaimAsync(store, "b"));
        Assert.Equal(3, await ClaimAsync(store, "a"));
        Assert.Equal("a", (await store.GetAsync(WorkerTables.Epochs, "shard-0", "epoch", default))!.Columns["Holder"]);
    }

    [Fact]
    public async Task A_lost_store_does_not_bring_an_epoch_back()
    {
        await using (var store = new MemoryTableStore())
        {
            Assert.Equal(1, await ClaimAsync(store, "a"));
            Assert.Equal(2, await ClaimAsync(store, "a"));
        }

        await using var empty = new MemoryTableStore();
        Assert.Equal(3, await ClaimAsync(empty, "a"));
    }

    [Fact]
    public async Task Of_two_claims_at_the_same_time_one_is_refused()
    {
        await using var store = new InterruptedStore(new MemoryTableStore());
        store.BeforeNextWrite = () => ClaimAsync(store, "b");
        await Assert.ThrowsAsync<StoreConflictException>(() => ClaimAsync(store, "a"));
        Assert.Equal("b", (await store.GetAsync(WorkerTables.Epochs, "shard-0", "epoch", default))!.Columns["Holder"]);
    }
}
