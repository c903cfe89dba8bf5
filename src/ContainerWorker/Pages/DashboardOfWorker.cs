using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.Dashboard.Hosting;

namespace PolyCloud.ContainerWorker.Pages;

/// <summary>The pages of one worker.</summary>
public static class DashboardOfWorker
{
    /// <param name="auditDirectory">Where the API writes down who did what.</param>
    public static DashboardSources Of(WorkerHost host, ApiKeyFile keys, string auditDirectory, ILogger log) => new(
        host.ReadModel, host.Commands, new KeyedAccess(new KeyRing(keys, TimeProvider.System, log)), new DeedTrail(new AuditTrail(auditDirectory, TimeProvider.System, log)));
}
