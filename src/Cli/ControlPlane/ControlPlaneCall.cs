using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>The control plane of a data directory as a command reaches it; there is none where nobody shares its state.</summary>
internal sealed class ControlPlaneCall : IAsyncDisposable
{
    private const string Shard = "0";

    private readonly ITableStore _store;

    private ControlPlaneCall(ITableStore store, KillSwitchCall killSwitch)
    {
        _store = store;
        KillSwitch = killSwitch;
    }

    public KillSwitchCall KillSwitch { get; }

    /// <summary>Null where no control plane runs on this directory's file store.</summary>
    public static async Task<ControlPlaneCall?> OpenAsync(string dataDirectory, CancellationToken cancellation)
    {
        var directory = Path.Combine(dataDirectory, "state");
        if (!Directory.Exists(directory))
        {
            return null;
        }

        ITableStore? store = null;
        try
        {
            store = FileTableStore.Open(new FileTableStoreOptions { Directory = directory, Shared = true });
            var killSwitch = new KillSwitchCall(store, ControlPlaneStores.Client(store, TimeProvider.System), Shard);
            if (await killSwitch.IsHeardAsync(new Polymarket.Sessions.Clock(TimeProvider.System).Now, cancellation))
            {
                return new ControlPlaneCall(store, killSwitch);
            }
        }
        catch (StoreUnavailableException)
        {
            // A worker without a control plane holds the store alone, or it is damaged: halt file and worker are the way.
        }

        if (store is not null)
        {
            await store.DisposeAsync();
        }

        return null;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
