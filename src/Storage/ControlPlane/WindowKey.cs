using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Where a window's rows lie, from its slug: <c>btc-updown-5m-1793714400</c> → partition <c>btc-5m-20261103</c>.</summary>
internal static class WindowKey
{
    /// <summary>The partition, or null where the slug is none of a window.</summary>
    public static string? PartitionOf(string slug)
    {
        var parts = slug.Split('-');
        return parts is [var asset, "updown", var interval, var start]
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
            ? $"{asset}-{interval}-{DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}"
            : null;
    }

    public static string PartitionOf(string series, Timestamp opens) =>
        $"{series}-{DateTimeOffset.FromUnixTimeSeconds(opens.Seconds).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
}
