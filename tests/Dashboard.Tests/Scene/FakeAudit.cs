using System.Collections.Concurrent;
using PolyCloud.Dashboard.Actions;

namespace PolyCloud.Dashboard.Scene;

internal sealed class FakeAudit : IDashboardAudit
{
    public ConcurrentQueue<DashboardDeed> Deeds { get; } = [];

    public void Write(DashboardDeed deed) => Deeds.Enqueue(deed);
}
