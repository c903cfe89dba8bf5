using PolyCloud.Cli.Commands;
using PolyCloud.Cli.Up;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>Opens the state store that worker and control plane share.</summary>
internal static class ControlPlaneStores
{
    /// <exception cref="CommandFailedException">It cannot be opened; the message says why.</exception>
    /// <exception cref="UsageException">Azurite is asked for and nothing says where it is.</exception>
    public static ITableStore Open(string dataDirectory, bool azurite)
    {
        if (azurite)
        {
            var connection = Environment.GetEnvironmentVariable(AzuriteProcess.ConnectionVariable)
                ?? throw new UsageException($"--store azurite needs the environment variable {AzuriteProcess.ConnectionVariable}.");
            return new TableStorageClient(TableStorageOptions.FromConnectionString(connection), TimeProvider.System);
        }

        try
        {
            return ArchivedTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(dataDirectory, "state"), Shared = true });
        }
        catch (StoreUnavailableException problem)
        {
            throw new CommandFailedException($"The state in {dataDirectory} cannot be opened: {problem.Message}");
        }
    }

    /// <param name="time">The clock of the run.</param>
    public static WorkflowClient Client(ITableStore store, TimeProvider time) => new(store, time, static () => Guid.NewGuid().ToString("N"));
}
