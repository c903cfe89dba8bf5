using PolyCloud.Engine.Values;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class VirtualTime : TimeProvider
{
    public Timestamp Moment { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Moment.Micros * 10);
}
