using PolyCloud.Dashboard.Access;

namespace PolyCloud.Dashboard.Scene;

/// <summary>Three keys, one of each role, that can be taken away.</summary>
internal sealed class FakeAccess : IDashboardAccess
{
    public Dictionary<string, DashboardCaller> Keys { get; } = new(StringComparer.Ordinal)
    {
        ["key-of-vera"] = new("vera", DashboardRole.View),
        ["key-of-tom"] = new("tom", DashboardRole.Trade),
        ["key-of-ada"] = new("ada", DashboardRole.Admin),
    };

    public bool RequiresKey => true;

    public DashboardCaller? Find(string key) => Keys.GetValueOrDefault(key);

    public bool IsStillLetIn(DashboardCaller caller) => Keys.ContainsValue(caller);
}
