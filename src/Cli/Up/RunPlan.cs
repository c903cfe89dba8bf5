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

    private const long WindowSeconds = 300;

    /// <summary>A generated run. By default it starts shortly before its first window, so that starting takes no simulated time from it.</summary>
    /// <param name="startSeconds">Chosen start in Unix seconds, or null.</param>
    /// <param name="windows">Windows to trade, or null.</param>
    /// <param name="leadSeconds">Simulated seconds before the first window that starting takes.</param>
    public static RunPlan Generated(long? startSeconds, int? windows, long leadSeconds)
    {
        var start = startSeconds ?? DefaultFirstOpensSeconds - leadSeconds;
        var first = (start + WindowSeconds - 1) / WindowSeconds * WindowSeconds;
        return new(
            Timestamp.FromSeconds(start),
            Timestamp.FromSeconds(first),
            windows is { } count ? Timestamp.FromSeconds(first + (count * WindowSeconds)) : Timestamp.Never);
    }

    /// <summary>A run that joins an exchange that is up: from the window that is open now, because an earlier worker may have traded it.</summary>
    /// <param name="nowSeconds">The exchange's time in Unix seconds.</param>
    /// <param name="windows">Windows to trade, or null.</param>
    public static RunPlan Joining(long nowSeconds, int? windows)
    {
        var first = nowSeconds / WindowSeconds * WindowSeconds;
        return new(
            Timestamp.FromSeconds(nowSeconds),
            Timestamp.FromSeconds(first),
            windows is { } count ? Timestamp.FromSeconds(first + (count * WindowSeconds)) : Timestamp.Never);
    }
}
