using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.AzureTables;

/// <summary>One write as the request that carries it, alone or inside a batch.</summary>
/// <param name="Path">Behind the endpoint, percent-encoded.</param>
/// <param name="IfMatch">The version asked for, or empty.</param>
/// <param name="Body">JSON, or empty.</param>
internal sealed record EntityWrite(string Method, string Path, string IfMatch, byte[] Body)
{
    public static EntityWrite Of(string table, TableWrite write)
    {
        var row = write.Row;
        return write.Kind switch
        {
            TableWriteKind.Insert => new EntityWrite("POST", "/" + table, "", EntityJson.Write(row)),
            TableWriteKind.Upsert => new EntityWrite("PUT", PathOf(table, row.Partition, row.Row), "", EntityJson.Write(row)),
            TableWriteKind.Replace => new EntityWrite("PUT", PathOf(table, row.Partition, row.Row), row.Version, EntityJson.Write(row)),
            TableWriteKind.Delete => new EntityWrite("DELETE", PathOf(table, row.Partition, row.Row), row.Version, []),
            _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "A write of no known kind."),
        };
    }

    public static string PathOf(string table, string partition, string row) =>
        $"/{table}(PartitionKey='{Literal(partition)}',RowKey='{Literal(row)}')";

    /// <summary>A key inside a quoted literal of path or filter.</summary>
    public static string Literal(string key) =>
        Uri.EscapeDataString(KeyEscaping.Escape(key).Replace("'", "''", StringComparison.Ordinal));
}
