using System.Diagnostics;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>Kills this very process, as SIGKILL does, at the n-th write, before it is stored or after. Only crash tests set one.</summary>
/// <param name="at">The write, from 1.</param>
/// <param name="stored">Whether that write is stored.</param>
internal sealed class CrashingStore(ITableStore inner, int at, bool stored) : ITableStore
{
    private int _writes;

    /// <summary>Reads <c>before:7</c> or <c>after:7</c>; null where it is no such text.</summary>
    public static (int At, bool Stored)? Parse(string text) => text.Split(':') is [("before" or "after") and var when, var number]
        && int.TryParse(number, System.Globalization.NumberStyles.None, null, out var at) && at > 0
        ? (at, when == "after")
        : null;

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation) =>
        inner.GetAsync(table, partition, row, cancellation);

    public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation) =>
        inner.QueryAsync(table, partition, fromRow, cancellation);

    public async Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        // The lease is renewed by the clock: counting that would make the number mean another write at every run.
        var dies = table != WorkflowTables.Leases && Interlocked.Increment(ref _writes) == at;
        if (dies && !stored)
        {
            Die();
        }

        var rows = await inner.WriteAsync(table, writes, cancellation);
        if (dies)
        {
            Die();
        }

        return rows;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
