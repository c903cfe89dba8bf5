using System.Security.Cryptography;
using System.Text;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.Dashboard.Actions;

namespace PolyCloud.ContainerWorker.Pages;

/// <summary>Writes what people do on the dashboard into the trail that the API keeps.</summary>
internal sealed class DeedTrail(AuditTrail trail) : IDashboardAudit
{
    public void Write(DashboardDeed deed) => trail.Write(new AuditEntry(
        trail.Now, deed.RequestId, deed.Caller?.Name ?? "", deed.Caller?.Role.ToString().ToLowerInvariant() ?? "", deed.From, "POST", deed.Path, "",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deed.Form))), deed.Status));
}
