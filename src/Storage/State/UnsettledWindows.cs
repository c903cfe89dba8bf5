using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>Windows that a dead worker followed and that ended before anybody heard their winner.</summary>
public static class UnsettledWindows
{
    /// <summary>Slugs of one series, oldest first.</summary>
    /// <param name="tables">The state store.</param>
    /// <param name="series">Name of the series: <c>btc-5m</c>.</param>
    /// <param name="opensAfter">Older windows are not looked for.</param>
    /// <param name="now">Windows that close later are found by discovery.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StoreUnavailableException">The rows cannot be read: what is held in them would be forgotten.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(ITableStore tables, string series, Timestamp opensAfter, Timestamp now, CancellationToken cancellation)
    {
        var found = new List<WindowRow>();
        string[] days = [WorkerTables.PartitionOf(series, opensAfter), WorkerTables.PartitionOf(series, now)];
        foreach (var day in days.Distinct(StringComparer.Ordinal))
        {
            await foreach (var stored in tables.QueryAsync(WorkerTables.Windows, day, null, cancellation))
            {
                var row = Read(stored);
                if (row.Winner is null && row.Opens > opensAfter && row.Closes <= now)
                {
                    found.Add(row);
                }
            }
        }

        return [.. found.OrderBy(row => row.Opens).Select(row => row.Slug)];
    }

    private static WindowRow Read(TableRow stored)
    {
        try
        {
            return WindowRow.Read(stored);
        }
        catch (InvalidStateRowException problem)
        {
            throw new StoreUnavailableException(problem.Message, problem);
        }
    }
}
