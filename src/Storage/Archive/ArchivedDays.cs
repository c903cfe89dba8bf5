using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;

namespace PolyCloud.Storage.Archive;

/// <summary>Which rows leave the hot store one day: those of tables that grow with trading, whose partitions are a series' UTC days.</summary>
public static class ArchivedDays
{
    private const int DigitsOfDay = 8;

    private const int SecondsOfDay = 86_400;

    /// <summary>Every other table is bounded by itself.</summary>
    public static IReadOnlyList<string> Tables { get; } = [WorkerTables.Orders, WorkerTables.Fills, WorkerTables.Positions, WorkerTables.Windows];

    /// <summary>The beginning of a partition's day, <c>btc-5m-20261121</c>; null where it is no day of a series.</summary>
    public static Timestamp? DayOf(string partition)
    {
        var series = partition.Length - DigitsOfDay;

        // The partition becomes a file's name: nothing but what a series is made of.
        return series > 1 && partition[series - 1] == '-' && partition.All(static character => char.IsAsciiLetterOrDigit(character) || character == '-')
            && DateTimeOffset.TryParseExact(partition.AsSpan(series), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? Timestamp.FromSeconds(day.ToUnixTimeSeconds())
            : null;
    }

    /// <summary>Whether a day is over since so many whole days. The day's last window ends, and is settled, in the first of them.</summary>
    public static bool IsOver(Timestamp day, int hotDays, Timestamp now) => now >= day + Duration.FromSeconds((1L + hotDays) * SecondsOfDay);
}
