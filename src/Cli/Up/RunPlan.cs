using PolyCloud.Engine.Values;

namespace PolyCloud.Cli.Up;

/// <summary>When a simulated run starts and which windows it trades.</summary>
/// <param name="Start">What the clock reads first.</param>
/// <param name="FirstOpens">Open of the first window to trade.</param>
/// <param name="LastCloses">Close of the last window to trade; never for a run until stopped.</param>
public sealed record RunPlan(Timestamp Start, Timestamp FirstOpens, Timestamp LastCloses)
{
    /// <summary>2026-11-03 14:00:00 UTC, a Tuesday: the default first window of generated runs.</summary>
    private const long DefaultFirstOpensSeconds = 1_793_714_400;

    /// <summary>A generated run. By default it starts shortly before its first window, so that starting takes no simulated time from it.</summary>
    /// <param name="startSeconds">Chosen start in Unix seconds, or null.</param>
    /// <param name="windows">Windows to trade, or null.</param>
    /// <param name="leadSeconds">Simulated seconds before the first window that starting takes.</param>
    /// <param name="window">Length of the windows.</param>
    public static RunPlan Generated(long? startSeconds, int? windows, long leadSeconds, Duration window)
    {
        var length = window.Micros / Timestamp.PerSecond;
        var start = startSeconds ?? DefaultFirstOpensSeconds - leadSeconds;
        var first = (start + length - 1) / length * length;
        return new(
            Timestamp.FromSeconds(start),
            Timestamp.FromSeconds(first),
            windows is { } count ? Timestamp.FromSeconds(first + (count * length)) : Timestamp.Never);
    }

    /// <summary>A run that joins an exchange that is up: from the window that is open now, because an earlier worker may have traded it.</summary>
    /// <param name="nowSeconds">The exchange's time in Unix seconds.</param>
    /// <param name="windows">Windows to trade, or null.</param>
    /// <param name="window">Length of the windows.</param>
    public static RunPlan Joining(long nowSeconds, int? windows, Duration window)
    {
        var length = window.Micros / Timestamp.PerSecond;
        var first = nowSeconds / length * length;
        return new(
            Timestamp.FromSeconds(nowSeconds),
            Timestamp.FromSeconds(first),
            windows is { } count ? Timestamp.FromSeconds(first + (count * length)) : Timestamp.Never);
    }
}
