using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>
/// The versions of the rows this writer wrote or read last. Bounded: a forgotten version costs one read when its row is written
/// again. Used by one thread at a time.
/// </summary>
internal sealed class RowVersions
{
    /// <summary>Some days of one worker's rows; about 10 MB.</summary>
    private const int RowsMaximum = 65_536;

    private readonly Dictionary<(string Table, string Partition, string Row), string> _versions = [];

    /// <summary>The write that puts the row over the version known here, or inserts it where none is known.</summary>
    public TableWrite WriteOf(string table, TableRow row) =>
        _versions.TryGetValue((table, row.Partition, row.Row), out var version)
            ? new TableWrite(TableWriteKind.Replace, row with { Version = version })
            : new TableWrite(TableWriteKind.Insert, row);

    /// <summary>A row without a version is one that only the archive has: it is inserted again where it is written.</summary>
    public void Learn(string table, TableRow row)
    {
        if (row.Version.Length == 0)
        {
            Forget(table, row);
            return;
        }

        if (_versions.Count >= RowsMaximum)
        {
            _versions.Clear();
        }

        _versions[(table, row.Partition, row.Row)] = row.Version;
    }

    public void Forget(string table, TableRow row) => _versions.Remove((table, row.Partition, row.Row));
}
