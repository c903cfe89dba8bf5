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

    /// <summary>A venue that refuses every start for a while burns an epoch with each; the worker that trades all along must not be forgotten.</summary>
    [Fact]
    public async Task The_epoch_that_took_over_last_is_fenced_however_many_have_failed_to_since()
    {
        await using var store = new MemoryTableStore();
        var trading = await ClaimAsync(store, "a");
        Assert.True(await EpochClaim.ConfirmAsync(store, "shard-0", trading, default));
        for (var failed = 0; failed < 20; failed++)
        {
            await ClaimAsync(store, "b");
        }

        var next = await ClaimAsync(store, "b");
        Assert.Equal([21, 20, 19, 18, 17, 16, 15, 14, 1], await EpochClaim.PredecessorsAsync(store, "shard-0", next, default));
        Assert.True(await EpochClaim.ConfirmAsync(store, "shard-0", next, default));
        Assert.Equal([22, 21, 20, 19, 18, 17, 16, 15], await EpochClaim.PredecessorsAsync(store, "shard-0", await ClaimAsync(store, "a"), default));
    }

    [Fact]
    public async Task A_claim_is_not_confirmed_once_a_later_one_was_made()
    {
        await using var store = new MemoryTableStore();
        var first = await ClaimAsync(store, "a");
        await ClaimAsync(store, "b");
        Assert.False(await EpochClaim.ConfirmAsync(store, "shard-0", first, default));
    }

    [Fact]
    public async Task A_claim_made_while_another_is_confirmed_wins()
    {
        await using var store = new InterruptedStore(new MemoryTableStore());
        var first = await ClaimAsync(store, "a");
        store.BeforeNextWrite = () => ClaimAsync(store, "b");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => EpochClaim.ConfirmAsync(store, "shard-0", first, default));
        Assert.False(await EpochClaim.ConfirmAsync(store, "shard-0", first, default));
    }

    [Fact]
    public async Task Confirming_again_says_the_same()
    {
        await using var store = new MemoryTableStore();
        var epoch = await ClaimAsync(store, "a");
        Assert.True(await EpochClaim.ConfirmAsync(store, "shard-0", epoch, default));
        Assert.True(await EpochClaim.ConfirmAsync(store, "shard-0", epoch, default));
    }
}
