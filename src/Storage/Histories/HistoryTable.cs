using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Histories;

/// <summary>
/// One kind of history. Values of one period each lie together in rows, a column a period, so that a year is a page or a few of the table
/// and nothing is ever scanned: partition by what it is about, row by time.
/// </summary>
/// <param name="Period">Length of what one value is about.</param>
/// <param name="PeriodsOfRow">Columns of a row; at most 252.</param>
/// <param name="KeptDays">Days after which a row is removed.</param>
public sealed record HistoryTable(string Name, Duration Period, int PeriodsOfRow, int KeptDays)
{
    private const string KeyFormat = "yyyyMMddHH";

    /// <summary>Performance of one bot in an hour; partition <c>shard-bot</c>.</summary>
    public static HistoryTable BotHours { get; } = new("BotHours", Duration.FromSeconds(3_600), 24, 90);

    /// <summary>Result of one worker on a UTC day; partition <c>shard</c>.</summary>
    public static HistoryTable Days { get; } = new("PnlDays", Duration.FromSeconds(86_400), 32, 365);

    /// <summary>Open, high, low, close of five minutes; partition is the symbol.</summary>
    public static HistoryTable Bars { get; } = new("PriceBars", Duration.FromSeconds(300), 72, 90);

    private long RowSeconds => Period.Micros / Timestamp.PerSecond * PeriodsOfRow;

    /// <summary>The beginning of the period that holds a moment.</summary>
    public Timestamp BeginOf(Timestamp moment) => new(moment.Micros / Period.Micros * Period.Micros);

    /// <summary>Rows sort by it as by time.</summary>
    public string RowOf(Timestamp moment) => KeyOf(moment.Seconds / RowSeconds * RowSeconds);

    public string ColumnOf(Timestamp moment) => "s" + (moment.Seconds % RowSeconds / (Period.Micros / Timestamp.PerSecond)).ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>The beginning of the period of one column; null where row or column is none of this table.</summary>
    public Timestamp? MomentOf(string row, string column) =>
        DateTimeOffset.TryParseExact(row, KeyFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begin)
        && column.Length == 3 && column[0] == 's' && int.TryParse(column.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < PeriodsOfRow
            ? Timestamp.FromSeconds(begin.ToUnixTimeSeconds()) + (Period * number)
            : null;

    /// <summary>The first moment whose row is kept.</summary>
    public Timestamp KeptFrom(Timestamp now) => now - Duration.FromSeconds(86_400L * KeptDays);

    private static string KeyOf(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString(KeyFormat, CultureInfo.InvariantCulture);
}
