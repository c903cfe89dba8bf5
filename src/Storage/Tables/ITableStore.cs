namespace PolyCloud.Storage.Tables;

/// <summary>One row. Column values are strings; what they mean is the business of the code that owns the table.</summary>
/// <param name="Version">The ETag of the stored row; empty for a row that was never stored.</param>
public sealed record TableRow(string Partition, string Row, IReadOnlyDictionary<string, string> Columns, string Version = "");

/// <summary>How a write treats what is there.</summary>
public enum TableWriteKind : byte
{
    /// <summary>Fails where the row exists.</summary>
    Insert,

    /// <summary>Writes whatever is there.</summary>
    Upsert,

    /// <summary>Writes only over the row's <see cref="TableRow.Version"/>.</summary>
    Replace,

    /// <summary>Deletes only the row's <see cref="TableRow.Version"/>; <c>*</c> deletes whatever is there.</summary>
    Delete,
}

public sealed record TableWrite(TableWriteKind Kind, TableRow Row);

/// <summary>
/// Table semantics: rows by partition and row key, versions (ETags), atomic batches of up to 100 rows of one partition.
/// A write that returns is stored as durably as the store promises.
/// </summary>
public interface ITableStore : IAsyncDisposable
{
    /// <summary>The row, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or read.</exception>
    Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation);

    /// <summary>Rows of one partition, by row key; from <paramref name="fromRow"/> on where given.</summary>
    IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation);

    /// <summary>Writes all or nothing; the returned rows carry their new versions (deleted ones the empty version).</summary>
    /// <exception cref="StoreConflictException">A version did not match or an inserted row existed; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or written; whether it was written is not known.</exception>
    Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation);
}

/// <summary>Someone else wrote first: read again and decide again.</summary>
public sealed class StoreConflictException(string message) : Exception(message);

/// <summary>The store cannot be used now.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
