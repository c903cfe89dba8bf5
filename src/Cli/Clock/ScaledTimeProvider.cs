using System.Globalization;

namespace PolyCloud.Cli.Clock;

/// <summary>
/// A clock that starts at a chosen moment and runs N times as fast as the wall; before its start it stands still. Two processes that share
/// <see cref="ClockOrigin"/> read the same time.
/// </summary>
public sealed class ScaledTimeProvider(ClockOrigin origin) : TimeProvider
{
    public ClockOrigin Origin => origin;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        var elapsed = DateTimeOffset.UtcNow - origin.RealStart;
        return origin.SimulatedStart + TimeSpan.FromTicks((long)(Math.Max(0, elapsed.Ticks) * origin.Speed));
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Shrink(dueTime), Shrink(period)), Shrink);

    private TimeSpan Shrink(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan ? span : TimeSpan.FromTicks((long)Math.Ceiling(span.Ticks / origin.Speed));

    /// <summary>A timer whose later settings are scaled like its first.</summary>
    private sealed class ScaledTimer(ITimer timer, Func<TimeSpan, TimeSpan> shrink) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(shrink(dueTime), shrink(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

/// <summary>What a scaled clock starts from.</summary>
/// <param name="RealStart">Wall time at which the simulated start was.</param>
/// <param name="SimulatedStart">What the clock read then.</param>
/// <param name="Speed">Simulated seconds per real second, 1 to 1000.</param>
public sealed record ClockOrigin(DateTimeOffset RealStart, DateTimeOffset SimulatedStart, double Speed)
{
    /// <summary>Text that another process can be started with: real start ms, simulated start ms, speed.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RealStart.ToUnixTimeMilliseconds()}:{SimulatedStart.ToUnixTimeMilliseconds()}:{Speed}");

    /// <summary>Reads <see cref="ToString"/>; null where it is no such text.</summary>
    public static ClockOrigin? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var real)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var simulated)
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            && speed is > 0 and <= 1000
            ? new ClockOrigin(DateTimeOffset.FromUnixTimeMilliseconds(real), DateTimeOffset.FromUnixTimeMilliseconds(simulated), speed)
            : null;
    }
}
