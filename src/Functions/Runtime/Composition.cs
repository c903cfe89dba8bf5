using Microsoft.Extensions.DependencyInjection;
using PolyCloud.Functions.Http;
using PolyCloud.Functions.Timers;
using PolyCloud.Functions.Venue;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Http;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Functions.Runtime;

/// <summary>What the functions are made of.</summary>
internal static class Composition
{
    /// <summary>The state store that the worker uses too.</summary>
    public const string TablesVariable = "POLYCLOUD_TABLES_CONNECTION";

    /// <param name="read">Reads one setting of the process; null where it is not set.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the text names it.</exception>
    public static void Register(IServiceCollection services, Func<string, string?> read)
    {
        var connection = read(TablesVariable) is { Length: > 0 } set ? set : throw new ArgumentException($"{TablesVariable} is not set: the state store that the worker uses too.", nameof(read));
        var venue = VenueSettings.Read(read);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(ControlSettings.Read(read));
        services.AddSingleton<ITableStore>(new TableStorageClient(TableStorageOptions.FromConnectionString(connection), TimeProvider.System));
        services.AddSingleton(ControlPlaneCatalog.Create());
        services.AddSingleton(new Gate(read));
        services.AddSingleton<Func<string>>(static () => Guid.NewGuid().ToString("N"));
        services.AddSingleton<IVenueControl>(new VenueControl(venue, new HttpPump(venue.Addresses, TimeProvider.System), TimeProvider.System, read));
        services.AddSingleton<ActivitySource>(static made => workflows => ControlPlaneActivities.Create(
            made.GetRequiredService<ITableStore>(),
            made.GetRequiredService<IVenueControl>(),
            workflows,
            TimeProvider.System,
            static cancellation => Task.Delay(ControlPlaneActivities.LookPause, cancellation)));
        services.AddSingleton<KillSwitch>();
        services.AddSingleton<StandingWorkflows>();
    }
}
