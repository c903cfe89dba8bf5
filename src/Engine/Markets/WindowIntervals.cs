using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>How the venue, settings and rows call the lengths of windows, and how long they are.</summary>
public static class WindowIntervals
{
    /// <summary>As slugs name it: <c>5m</c>, <c>15m</c>, <c>1h</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such length.</exception>
    public static string Name(this WindowInterval interval) => interval switch
    {
        WindowInterval.FiveMinutes => "5m",
        WindowInterval.FifteenMinutes => "15m",
        WindowInterval.OneHour => "1h",
        _ => throw None(interval),
    };

    /// <exception cref="ArgumentOutOfRangeException">No such length.</exception>
    public static Duration Length(this WindowInterval interval) => Duration.FromSeconds(interval switch
    {
        WindowInterval.FiveMinutes => 300,
        WindowInterval.FifteenMinutes => 900,
        WindowInterval.OneHour => 3_600,
        _ => throw None(interval),
    });

    /// <summary>The inverse of <see cref="Name"/>; null for any other text.</summary>
    public static WindowInterval? Parse(string name) => name switch
    {
        "5m" => WindowInterval.FiveMinutes,
        "15m" => WindowInterval.FifteenMinutes,
        "1h" => WindowInterval.OneHour,
        _ => null,
    };

    private static ArgumentOutOfRangeException None(WindowInterval interval) =>
        new(nameof(interval), interval, "Windows last five minutes, fifteen minutes or an hour.");
}
