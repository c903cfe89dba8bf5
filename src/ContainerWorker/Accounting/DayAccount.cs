using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Accounting;

/// <summary>The windows of one series that opened on one UTC day, with every movement of their money.</summary>
/// <param name="Partition">Series and day: <c>btc-5m-20261121</c>.</param>
public sealed record DayAccount(string Partition, IReadOnlyList<WindowAccount> Windows)
{
    public Money Cash => new(Windows.Sum(static window => window.Cash.Micros));

    /// <summary>Windows whose movements do not sum to what the ledger realised.</summary>
    public IReadOnlyList<WindowAccount> Differing => [.. Windows.Where(static window => window.Difference is { } difference && difference != Money.Zero)];

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    /// <exception cref="InvalidStateRowException">A row is damaged.</exception>
    public static async Task<DayAccount> ReadAsync(ITableStore store, IReadOnlyList<OperationRecord> operations, string partition, CancellationToken cancellation)
    {
        var fills = new List<FillRow>();
        await foreach (var row in store.QueryAsync(WorkerTables.Fills, partition, null, cancellation))
        {
            fills.Add(FillRow.Read(row));
        }

        var bySlug = fills.ToLookup(static fill => fill.Slug, static fill => fill.Fill, StringComparer.Ordinal);
        var positions = new Dictionary<string, PositionRow>(StringComparer.Ordinal);
        await foreach (var row in store.QueryAsync(WorkerTables.Positions, partition, null, cancellation))
        {
            var position = PositionRow.Read(row);
            positions[position.Slug] = position;
        }

        var operationsBySlug = operations.ToLookup(static operation => operation.Slug, StringComparer.Ordinal);
        var windows = new List<WindowAccount>();
        await foreach (var row in store.QueryAsync(WorkerTables.Windows, partition, null, cancellation))
        {
            var window = WindowRow.Read(row);
            var account = WindowAccount.Of(window, bySlug[window.Slug], operationsBySlug[window.Slug], positions.GetValueOrDefault(window.Slug));
            if (account.Lines.Count > 0)
            {
                windows.Add(account);
            }
        }

        return new DayAccount(partition, windows);
    }
}
