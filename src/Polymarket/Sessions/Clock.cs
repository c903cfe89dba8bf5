using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Sessions;

/// <summary>The one place where a <see cref="TimeProvider"/> becomes a <see cref="Timestamp"/>; pumps read it, sessions never do.</summary>
public sealed class Clock(TimeProvider provider)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    public TimeProvider Provider { get; } = provider;

    public Timestamp Now => new((Provider.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMicrosecond);

    /// <summary>How long a timer has to wait for a moment: zero where it has passed, infinite for <see cref="Timestamp.Never"/>.</summary>
    public TimeSpan Until(Timestamp moment)
    {
        if (moment.IsNever)
        {
            return Timeout.InfiniteTimeSpan;
        }

        // A timer counts whole milliseconds: rounded up, so that it never fires before the moment.
        var milliseconds = ((moment - Now).Micros + Timestamp.PerMillisecond - 1) / Timestamp.PerMillisecond;
        return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, int.MaxValue));
    }
}
