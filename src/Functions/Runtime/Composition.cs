using Microsoft.Extensions.DependencyInjection;
using PolyCloud.Functions.Http;
using PolyCloud.Functions.Timers;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Functions.Runtime;

/// <summary>What the functions are made of.</summary>
internal static class Composition
{
    public const string TablesVariable = "POLYCLOUD_TABLES_CONNECTION";

    /// <param name="read">Reads one setting of the process; null where it is not set.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the text names it.</exception>
    public static void Register(IServiceCollection services, Func<string, string?> read)
    {
        var connection = read(TablesVariable) is { Length: > 0 } set ? set : throw new ArgumentException($"{TablesVariable} is not set: the state store that the worker uses too.", nameof(read));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(ControlSettings.Read(read));
        services.AddSingleton<ITableStore>(new TableStorageClient(TableStorageOptions.FromConnectionString(connection), TimeProvider.System));
        services.AddSingleton(ControlPlaneCatalog.Create());
        services.AddSingleton(new Gate(read));
        services.AddSingleton<Func<string>>(static () => Guid.NewGuid().ToString("N"));
        services.AddSingleton<KillSwitch>();
        services.AddSingleton<StandingWorkflows>();
    }
}
