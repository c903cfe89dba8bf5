namespace PolyCloud.Dashboard.Access;

/// <summary>Who may see and do what. The host answers from its keys.</summary>
public interface IDashboardAccess
{
    /// <summary>False where no key is configured: whoever reaches the loopback port may see and do everything.</summary>
    bool RequiresKey { get; }

    /// <summary>Null where the key is none of ours.</summary>
    DashboardCaller? Find(string key);

    /// <summary>Whether somebody who was let in before still is, with the same role.</summary>
    bool IsStillLetIn(DashboardCaller caller);
}
