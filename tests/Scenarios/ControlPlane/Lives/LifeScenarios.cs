using PolyCloud.Cli.Up;
using PolyCloud.Engine.Values;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>
/// Every life over every store; killed at every write of the store; by SIGKILL in a process of its own; and held still at a write while
/// another takes over. Where a run takes some of the writes only, they differ from run to run unless <see cref="SeedVariable"/> is set.
/// </summary>
public sealed class LifeScenarios
{
    /// <summary>
    /// Where set, no write is left out: half an hour and more. <c>after</c> leaves out the SIGKILLs before a write, which find what those
    /// after the write before it leave: as much, in half the time.
    /// </summary>
    public const string EveryWriteVariable = "POLYCLOUD_CRASH_EVERY_WRITE";

    public const string SeedVariable = "POLYCLOUD_CRASH_SEED";

    private static readonly string? EveryWrite = Environment.GetEnvironmentVariable(EveryWriteVariable);

    private static readonly bool IsEveryWrite = EveryWrite is not null;

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var seed) ? seed : Environment.TickCount;

    public static TheoryData<int> Lives { get; } = [.. Enumerable.Range(0, Life.All.Count)];

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_life_over_the_memory_store(int life)
    {
        await using var store = new MemoryTableStore();
        await PlayAsync(store, life);
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_life_over_the_file_store(int life)
    {
        using var data = new TemporaryDirectory();
        await using var store = OpenFiles(data);
        await PlayAsync(store, life);
    }

    [AzuriteFact]
    public async Task Every_life_over_Azurite()
    {
        Environment.SetEnvironmentVariable("POLYCLOUD_HOME", Repository.Root);
        for (var life = 0; life < Life.All.Count; life++)
        {
            using var data = new TemporaryDirectory();
            var environment = new Dictionary<string, string>(StringComparer.Ordinal);
            using var azurite = await AzuriteProcess.StartAsync(data.Path, environment, default);
            await using var store = new TableStorageClient(TableStorageOptions.FromConnectionString(environment[AzuriteProcess.ConnectionVariable]), TimeProvider.System);
            await PlayAsync(store, life);
        }
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_life_killed_before_or_after_any_write_comes_to_the_same_end(int life)
    {
        var writes = await CountWritesAsync(life);
        foreach (var write in Some(writes, IsEveryWrite ? writes : 24))
        {
            foreach (var stored in (bool[])[false, true])
            {
                await using var store = new MemoryTableStore();
                await using var world = new World(store, Life.All[life], (world, number) => InProcess(world, number, number == 0 ? new FaultyStore(store, write, stored) : new FaultyStore(store)));
                world.Say($"killed {(stored ? "after" : "before")} write {write} of {writes}");
                await world.PlayAsync();
                Assert.True(world.Deaths > 0, $"It was not killed at write {write}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_life_whose_process_is_killed_by_SIGKILL_at_a_write_of_the_file_store_comes_to_the_same_end(int life)
    {
        var writes = await CountWritesAsync(life);
        foreach (var write in Some(writes, IsEveryWrite ? writes : 2))
        {
            foreach (var when in Sides(write))
            {
                using var data = new TemporaryDirectory();
                await using var store = OpenFiles(data);
                await using var world = new World(store, Life.All[life], (world, number) => new ProcessControlPlane(
                    Path.Combine(data.Path, "state"), world.Venue, world.Life.Windows, number == 0 ? $"{when}:{write}" : "never", $"life-{number}", world.Say));
                world.Say($"killed {when} write {write} of {writes}");
                await world.PlayAsync();
                Assert.True(world.Deaths > 0, $"It was not killed {when} write {write}.");
            }
        }
    }

    /// <summary>Between the check of its lease and the write it stands still, longer than the lease lasts, and then goes on as if nothing had been.</summary>
    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_life_whose_control_plane_is_held_at_a_write_past_its_lease_and_let_go_again_comes_to_the_same_end(int life)
    {
        var writes = await CountWritesAsync(life);
        foreach (var write in Some(writes, IsEveryWrite ? writes : 24))
        {
            await using var store = new MemoryTableStore();
            HeldControlPlane? held = null;
            await using var world = new World(store, Life.All[life], (world, number) =>
            {
                if (number > 0)
                {
                    return new ThawingControlPlane(InProcess(world, number, new FaultyStore(store)), held!);
                }

                var release = new TaskCompletionSource();
                var faulty = new FaultyStore(store, write) { Held = release.Task };
                return held = new HeldControlPlane(InProcess(world, number, faulty), faulty, release);
            });
            world.Say($"held at write {write} of {writes}");
            await world.PlayAsync();
            var placed = world.Exchange.Placements.Taken.Count;
            await world.AdvanceToAsync(world.Now + Duration.FromSeconds(40));
            Assert.Equal(placed, world.Exchange.Placements.Taken.Count);
            Assert.True(held!.HasEnded, $"Held at write {write} of {writes}, it went on without a lease.");
        }
    }

    private static async Task PlayAsync(ITableStore store, int life)
    {
        await using var world = new World(store, Life.All[life], (world, number) => InProcess(world, number, new FaultyStore(store)));
        await world.PlayAsync();
    }

    private static async Task<int> CountWritesAsync(int life)
    {
        await using var store = new MemoryTableStore();
        await using var world = new World(store, Life.All[life], (world, number) => InProcess(world, number, new FaultyStore(store)));
        await world.PlayAsync();
        return world.Writes;
    }

    private static IEnumerable<int> Some(int writes, int count)
    {
        Assert.True(writes > 20, $"Only {writes} writes: the life shows little.");
        var random = new Random(Seed);
        return count >= writes ? Enumerable.Range(1, writes) : Enumerable.Range(0, count).Select(part => 1 + (part * writes / count) + random.Next(Math.Max(1, writes / count))).Where(write => write <= writes);
    }

    private static string[] Sides(int write) => EveryWrite switch
    {
        null => [(write + Seed) % 2 == 0 ? "before" : "after"],
        "after" => ["after"],
        _ => ["before", "after"],
    };

    private static VirtualControlPlane InProcess(World world, int number, FaultyStore store) =>
        new(store, world.Venue, VirtualControlPlane.SeriesOf(world.Life.Windows), $"life-{number}", world.Say);

    private static FileTableStore OpenFiles(TemporaryDirectory data) => FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data.Path, "state"), Shared = true });
}
