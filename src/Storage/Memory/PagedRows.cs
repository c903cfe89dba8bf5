using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Memory;

/// <summary>
/// Reads a partition page by page, taking the lock for one page at a time. A row written meanwhile is seen or not,
/// as with Table Storage's continuation; a row that stays is seen exactly once.
/// </summary>
internal static class PagedRows
{
    public static IEnumerable<TableRow> Read(TableIndex index, Lock gate, string table, string partition, string? fromRow)
    {
        var next = fromRow ?? "";
        while (true)
        {
            TableRow[] page;
            lock (gate)
            {
                page = index.Page(table, partition, next);
            }

            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Length < TableIndex.PageRows)
            {
                yield break;
            }

            // The smallest key behind the last one.
            next = page[^1].Row + '\0';
        }
    }
}
