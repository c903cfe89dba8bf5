using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>All activities of the control plane over one state store, for whatever runtime runs them.</summary>
public static class ControlPlaneActivities
{
    /// <summary>Between two looks for a worker's answer: short against the second in which a kill should be clear.</summary>
    public static TimeSpan LookPause { get; } = TimeSpan.FromMilliseconds(25);

    /// <param name="time">The clock of the run.</param>
    /// <param name="pause">Waits between two looks for a worker's answer.</param>
    public static ActivityCatalog Create(ITableStore store, IVenueControl venue, IWorkflowControl workflows, TimeProvider time, Func<CancellationToken, Task> pause)
    {
        var catalog = new ActivityCatalog();
        new DesireActs(store, time).Register(catalog);
        new AwaitActs(store, time, pause).Register(catalog);
        new VenueActs(store, venue).Register(catalog);
        new ReportActs(store, time).Register(catalog);
        new WatchActs(store, venue, workflows, time).Register(catalog);
        return catalog;
    }
}
