using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>
/// What the control plane calls a window: its slug where slugs follow from starts, <c>btc-updown-5m-1793714400</c>. Hours have slugs in
/// words that nobody computes; they are called the same way here, <c>btc-updown-1h-1793714400</c>, and found by their start.
/// </summary>
public static class WindowKey
{
    /// <summary>What the control plane calls the window of a market.</summary>
    public static string Of(MarketSpec market) => market.Interval == WindowInterval.OneHour && market.Settlement != SettlementRule.Declared
        ? string.Create(CultureInfo.InvariantCulture, $"{market.Asset}-updown-1h-{market.Opens.Seconds}")
        : market.Slug;

    /// <summary>Where a window's rows lie, <c>btc-5m-20261103</c>; null where the text is no window.</summary>
    internal static string? PartitionOf(string key) => Parse(key) is { } window
        ? $"{window.Series}-{DateTimeOffset.FromUnixTimeSeconds(window.Opens.Seconds).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}"
        : null;

    /// <summary>The open of a window that is not stored under this name; null where it is, or where the text is no window.</summary>
    internal static Timestamp? OpenOfHour(string key) => Parse(key) is { } window && window.Series.EndsWith("-1h", StringComparison.Ordinal) ? window.Opens : null;

    private static (string Series, Timestamp Opens)? Parse(string key)
    {
        var parts = key.Split('-');
        return parts is [var asset, "updown", var interval, var start]
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
            ? ($"{asset}-{interval}", Timestamp.FromSeconds(seconds))
            : null;
    }
}
