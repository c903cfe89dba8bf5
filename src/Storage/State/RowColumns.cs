using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>A stored row does not hold what its table says.</summary>
public sealed class InvalidStateRowException(string message) : Exception(message);

/// <summary>Reads and writes typed columns as text: enumerations by name, numbers in plain decimal, times in microseconds.</summary>
internal static class RowColumns
{
    public static string Text(this TableRow row, string column) =>
        row.Columns.TryGetValue(column, out var text) ? text : throw Invalid(row, column, "is missing");

    public static long Whole(this TableRow row, string column) =>
        long.TryParse(row.Text(column), System.Globalization.NumberStyles.AllowLeadingSign, null, out var value) ? value : throw Invalid(row, column, "is no whole number");

    public static Timestamp Moment(this TableRow row, string column) => new(row.Whole(column));

    public static bool Flag(this TableRow row, string column) =>
        bool.TryParse(row.Text(column), out var value) ? value : throw Invalid(row, column, "is neither true nor false");

    public static TEnum Choice<TEnum>(this TableRow row, string column)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(row.Text(column), out var value) && Enum.IsDefined(value) ? value : throw Invalid(row, column, "is no " + typeof(TEnum).Name);

    public static Price Price(this TableRow row, string column) =>
        Engine.Values.Price.TryParse(Encoding.UTF8.GetBytes(row.Text(column)), out var value) ? value : throw Invalid(row, column, "is no price");

    public static Size Size(this TableRow row, string column) =>
        Engine.Values.Size.TryParse(Encoding.UTF8.GetBytes(row.Text(column)), out var value) ? value : throw Invalid(row, column, "is no size");

    public static Money Money(this TableRow row, string column) =>
        Engine.Values.Money.TryParse(Encoding.UTF8.GetBytes(row.Text(column)), out var value) ? value : throw Invalid(row, column, "is no amount of money");

    public static Hash256 Hash(this TableRow row, string column) =>
        Hash256.TryParse(Encoding.UTF8.GetBytes(row.Text(column)), out var value) ? value : throw Invalid(row, column, "is no hash");

    /// <summary>Null where the column is empty.</summary>
    public static OraclePrice? OraclePrice(this TableRow row, string column)
    {
        var text = row.Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        return Engine.Values.OraclePrice.TryParse(Encoding.UTF8.GetBytes(text), out var value) ? value : throw Invalid(row, column, "is no price");
    }

    /// <summary>The window of a key such as <c>slug:epoch:intent</c>.</summary>
    public static string SlugOfKey(this TableRow row)
    {
        var end = row.Row.IndexOf(WorkerTables.KeySeparator, StringComparison.Ordinal);
        return end > 0 ? row.Row[..end] : row.Row;
    }

    private static InvalidStateRowException Invalid(TableRow row, string column, string problem) =>
        new($"The row {row.Partition}/{row.Row} is damaged: its column {column} {problem}.");
}
