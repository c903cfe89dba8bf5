using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Tables;

/// <summary>Rows and writes in few words.</summary>
internal static class TableRows
{
    public const string Table = "Things";

    public static TableRow Row(string partition, string row, string value = "v", string version = "") =>
        new(partition, row, new Dictionary<string, string> { ["Value"] = value }, version);

    public static TableWrite Insert(string partition, string row, string value = "v") => new(TableWriteKind.Insert, Row(partition, row, value));

    public static TableWrite Upsert(string partition, string row, string value = "v") => new(TableWriteKind.Upsert, Row(partition, row, value));

    public static TableWrite Replace(TableRow stored, string value) =>
        new(TableWriteKind.Replace, Row(stored.Partition, stored.Row, value, stored.Version));

    public static TableWrite Delete(string partition, string row, string version = "*") =>
        new(TableWriteKind.Delete, Row(partition, row, version: version));

    public static async Task<TableRow> WriteOneAsync(this ITableStore store, TableWrite write) =>
        (await store.WriteAsync(Table, [write], CancellationToken.None)).Single();

    public static Task<IReadOnlyList<TableRow>> WriteAllAsync(this ITableStore store, params TableWrite[] writes) =>
        store.WriteAsync(Table, writes, CancellationToken.None);

    public static async Task<string?> ValueAsync(this ITableStore store, string partition, string row) =>
        (await store.GetAsync(Table, partition, row, CancellationToken.None))?.Columns["Value"];

    public static async Task<List<TableRow>> AllAsync(this ITableStore store, string partition, string? fromRow = null)
    {
        var rows = new List<TableRow>();
        await foreach (var row in store.QueryAsync(Table, partition, fromRow, CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }
}
