using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Words;

/// <summary>Moments, ages and spans as people read them; all moments are UTC.</summary>
public static class Times
{
    public static string Clock(Timestamp at) => Format(at, "HH:mm:ss");

    public static string ClockWithTenths(Timestamp at) => Format(at, "HH:mm:ss.f");

    public static string DayAndClock(Timestamp at) => Format(at, "yyyy-MM-dd HH:mm:ss");

    public static string Day(Timestamp at) => Format(at, "yyyy-MM-dd");

    public static string Minute(Timestamp at) => Format(at, "HH:mm");

    /// <summary>0.4 s, 12 s, 3 min 05 s, 2 h 10 min, 3 d 4 h.</summary>
    public static string Of(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        return span.TotalSeconds switch
        {
            < 0 => "0 s",
            < 10 => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            < 60 => $"{seconds} s",
            < 3_600 => $"{seconds / 60} min {seconds % 60:00} s",
            < 86_400 => $"{seconds / 3_600} h {seconds / 60 % 60:00} min",
            _ => $"{seconds / 86_400} d {seconds / 3_600 % 24} h",
        };
    }

    public static string Of(Duration span) => Of(TimeSpan.FromMicroseconds(span.Micros));

    /// <summary>How long ago, by the worker's clock.</summary>
    public static string Ago(Timestamp at, Timestamp now) => Of(now - at) + " ago";

    public static string Until(Timestamp at, Timestamp now) => at.IsNever ? "until re-armed" : "for " + Of(at - now);

    /// <summary>Microseconds with the unit that keeps three digits: 87 µs, 4.2 ms, 1.3 s.</summary>
    public static string Micros(double micros) => micros switch
    {
        < 1_000 => micros.ToString("0", CultureInfo.InvariantCulture) + " µs",
        < 1_000_000 => (micros / 1_000).ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        _ => (micros / 1_000_000).ToString("0.0", CultureInfo.InvariantCulture) + " s",
    };

    private static string Format(Timestamp at, string format) =>
        at.IsNever ? Amounts.Nothing : DateTimeOffset.UnixEpoch.AddTicks(at.Micros * 10).ToString(format, CultureInfo.InvariantCulture);
}
