namespace PolyCloud.Storage.Memory;

/// <summary>Where a row lives.</summary>
internal readonly record struct RowAddress(string Table, string Partition, string Row);
