using PolyCloud.Dashboard.Access;

namespace PolyCloud.Dashboard.Scene;

/// <summary>No keys at all.</summary>
internal sealed class OpenAccess : IDashboardAccess
{
    public bool RequiresKey => false;

    public DashboardCaller? Find(string key) => null;

    public bool IsStillLetIn(DashboardCaller caller) => caller == DashboardCaller.Local;
}
