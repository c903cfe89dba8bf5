namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>The scene's clock for code that asks a clock; its timers are never used.</summary>
internal sealed class SceneTime(SimulationScene scene) : TimeProvider
{
    public override long TimestampFrequency => 1_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(scene.Now.Micros * TimeSpan.TicksPerMicrosecond);

    public override long GetTimestamp() => scene.Now.Micros;
}
