using PolyCloud.Cli.ControlPlane;
using PolyCloud.Cli.Up;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>
/// The same life of two windows over every store, and on the file store with the control plane's process killed at a write of its
/// store. Every write is tried where <see cref="EveryWriteVariable"/> is set; it takes a quarter of an hour and more.
/// </summary>
public sealed class ControlPlaneScenarios
{
    public const string EveryWriteVariable = "POLYCLOUD_CRASH_EVERY_WRITE";

    [Fact]
    public async Task A_life_over_the_memory_store()
    {
        await using var store = new MemoryTableStore();
        await LiveAsync(store);
    }

    [Fact]
    public async Task A_life_over_the_file_store()
    {
        using var data = new TemporaryDirectory();
        await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data.Path, "state") });
        await LiveAsync(store);
    }

    [AzuriteFact]
    public async Task A_life_over_Azurite()
    {
        Environment.SetEnvironmentVariable("POLYCLOUD_HOME", Repository.Root);
        using var data = new TemporaryDirectory();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        using var azurite = await AzuriteProcess.StartAsync(data.Path, environment, default);
        await using var store = new TableStorageClient(TableStorageOptions.FromConnectionString(environment[AzuriteProcess.ConnectionVariable]), TimeProvider.System);
        await LiveAsync(store);
    }

    [Theory]
    [InlineData("after:24")]
    [InlineData("before:41")]
    public async Task A_life_with_the_control_plane_killed_at_a_write(string crashAt) => Assert.True(await LiveKilledAsync(crashAt), "It was not killed.");

    [EveryWriteFact]
    public async Task A_life_with_the_control_plane_killed_at_every_write()
    {
        foreach (var when in (string[])["before", "after"])
        {
            for (var write = 1; await LiveKilledAsync($"{when}:{write}"); write++)
            {
                await File.AppendAllTextAsync(Path.Combine(Path.GetTempPath(), "polycloud-every-write.log"), $"{when}:{write} ok\n");
            }
        }
    }

    private static async Task LiveAsync(ITableStore store)
    {
        using var data = new TemporaryDirectory();
        await using var exchange = await FastExchange.StartAsync();
        await using var controlPlane = new EmbeddedControlPlane(exchange, store);
        await new WholeLife(exchange, store, data.Path, () => controlPlane.Said).RunAsync();
    }

    /// <returns>Whether it was killed: false once the number is beyond the writes of a life.</returns>
    private static async Task<bool> LiveKilledAsync(string crashAt)
    {
        using var data = new TemporaryDirectory();
        await using var exchange = await FastExchange.StartAsync();
        await using var store = ControlPlaneStores.Open(data.Path, azurite: false);
        ControlPlaneProcess? process = null;
        var life = new WholeLife(exchange, store, data.Path, () => $"{crashAt}\n{process?.Said}");
        await using var controlPlane = process = new ControlPlaneProcess(exchange, data.Path, crashAt, life.WasAway);
        await life.RunAsync();
        return controlPlane.HasCrashed;
    }
}
