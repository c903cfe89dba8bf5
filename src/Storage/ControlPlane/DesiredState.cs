using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>All that the control plane wants of one shard, as read at one moment.</summary>
/// <param name="Halt">Null where none was ever set.</param>
/// <param name="Parameters">Null where none were ever set.</param>
/// <param name="Markets">Windows assigned to the shard, by slug.</param>
public sealed record DesiredState(DesiredHaltRow? Halt, DesiredParametersRow? Parameters, IReadOnlyDictionary<string, DesiredMarketRow> Markets)
{
    /// <summary>Reads the shard's partition.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    /// <exception cref="InvalidStateRowException">A row is damaged.</exception>
    public static async Task<DesiredState> ReadAsync(ITableStore store, string shard, CancellationToken cancellation)
    {
        DesiredHaltRow? halt = null;
        DesiredParametersRow? parameters = null;
        var markets = new Dictionary<string, DesiredMarketRow>(StringComparer.Ordinal);
        await foreach (var row in store.QueryAsync(ControlTables.Desired, shard, null, cancellation))
        {
            if (row.Row == ControlTables.HaltRow)
            {
                halt = DesiredHaltRow.Read(row);
            }
            else if (row.Row == ControlTables.ParametersRow)
            {
                parameters = DesiredParametersRow.Read(row);
            }
            else if (row.Row.StartsWith(ControlTables.MarketPrefix, StringComparison.Ordinal))
            {
                var market = DesiredMarketRow.Read(row);
                markets.Add(market.Slug, market);
            }
        }

        return new DesiredState(halt, parameters, markets);
    }
}
