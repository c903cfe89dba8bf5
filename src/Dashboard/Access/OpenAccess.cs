namespace PolyCloud.Dashboard.Access;

/// <summary>No keys at all: for a host that is reached through loopback only.</summary>
public sealed class OpenAccess : IDashboardAccess
{
    public bool RequiresKey => false;

    public DashboardCaller? Find(string key) => null;

    public bool IsStillLetIn(DashboardCaller caller) => caller == DashboardCaller.Local;
}
