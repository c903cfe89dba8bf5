namespace PolyCloud.Dashboard.Scene;

/// <summary>A clock that a test moves. Its timers are real ones.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public void Pass(TimeSpan span) => Interlocked.Add(ref _ticks, span.Ticks);
}
