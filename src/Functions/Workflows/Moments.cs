using PolyCloud.Engine.Values;

namespace PolyCloud.Functions.Workflows;

/// <summary>Durable Task's times, which count in 100 ns, and the system's, which count in microseconds.</summary>
internal static class Moments
{
    /// <summary>Rounded down to the microsecond.</summary>
    public static Timestamp Of(DateTime moment) => new((moment - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public static DateTime Of(Timestamp moment) => DateTime.UnixEpoch.AddTicks(checked(moment.Micros * TimeSpan.TicksPerMicrosecond));

    public static TimeSpan Of(Duration span) => TimeSpan.FromTicks(checked(span.Micros * TimeSpan.TicksPerMicrosecond));
}
