using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Archive;

/// <summary>Two readings of one partition, each in the order of its row keys.</summary>
internal static class SortedRows
{
    /// <summary>Every key once, as it is in the first of them where it is in both.</summary>
    public static IEnumerable<TableRow> Merge(IEnumerable<TableRow> hot, IEnumerable<TableRow> archived)
    {
        using var behind = archived.GetEnumerator();
        var isBehind = behind.MoveNext();
        foreach (var row in hot)
        {
            while (isBehind && string.CompareOrdinal(behind.Current.Row, row.Row) < 0)
            {
                yield return behind.Current;
                isBehind = behind.MoveNext();
            }

            if (isBehind && behind.Current.Row == row.Row)
            {
                isBehind = behind.MoveNext();
            }

            yield return row;
        }

        while (isBehind)
        {
            yield return behind.Current;
            isBehind = behind.MoveNext();
        }
    }

    public static bool HoldTheSame(TableRow one, TableRow other) =>
        one.Row == other.Row && one.Columns.Count == other.Columns.Count
        && one.Columns.All(column => other.Columns.TryGetValue(column.Key, out var value) && value == column.Value);
}
