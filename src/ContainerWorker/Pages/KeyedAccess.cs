using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.Dashboard.Access;

namespace PolyCloud.ContainerWorker.Pages;

/// <summary>Lets into the dashboard whom the API's keys let in, with the same roles.</summary>
internal sealed class KeyedAccess(KeyRing keys) : IDashboardAccess
{
    public bool RequiresKey
    {
        get
        {
            keys.Look();
            return keys.RequiresKey;
        }
    }

    public DashboardCaller? Find(string key) => keys.Find(key) is { } caller ? new DashboardCaller(caller.Name, RoleOf(caller.Role)) : null;

    public bool IsStillLetIn(DashboardCaller caller) => keys.Knows(new ApiCaller(caller.Name, RoleOf(caller.Role)));

    private static DashboardRole RoleOf(ApiRole role) => role switch
    {
        ApiRole.Admin => DashboardRole.Admin,
        ApiRole.Trade => DashboardRole.Trade,
        _ => DashboardRole.View,
    };

    private static ApiRole RoleOf(DashboardRole role) => role switch
    {
        DashboardRole.Admin => ApiRole.Admin,
        DashboardRole.Trade => ApiRole.Trade,
        _ => ApiRole.View,
    };
}
