using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.State;

/// <summary>Where the worker's rows live: <c>docs/state.md</c> says it for people.</summary>
public static class WorkerTables
{
    public const string Orders = "Orders";
    public const string Fills = "Fills";
    public const string Positions = "Positions";
    public const string Windows = "Windows";
    public const string Control = "Control";
    public const string Epochs = "Epochs";

    /// <summary>In every row: the fencing epoch of the worker that wrote it.</summary>
    public const string EpochColumn = "Epoch";

    /// <summary>Parts a row key. It sorts behind everything a slug has, so a window's rows lie together.</summary>
    public const char KeySeparator = ':';

    /// <summary>All windows of one series that open on one UTC day: <c>btc-5m-20261121</c>.</summary>
    public static string PartitionOf(MarketSpec market) => PartitionOf(market.Series, market.Opens);

    /// <summary>The same for a moment within that day and a series by its name: <c>btc-5m</c>.</summary>
    public static string PartitionOf(string series, Timestamp opens) => $"{series}-{DayOf(opens)}";

    /// <summary>The first row key of a window's orders or fills: query from here until the prefix ends.</summary>
    public static string WindowPrefix(string slug) => slug + KeySeparator;

    private static string DayOf(Timestamp moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.Seconds).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
