namespace PolyCloud.Storage.Files;

/// <summary>Settings of the embedded store.</summary>
public sealed record FileTableStoreOptions
{
    /// <summary>The store's own directory; created where missing.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Characters of live rows, keys and columns, that the store takes; writes beyond are refused. All rows are held in memory, at
    /// about 4 bytes a character. Default 128 Mi (a day with a row a second is about 27 Mi, the archive leaves two to three), range 1 Ki to 1 Gi.
    /// </summary>
    public long LiveCharactersMaximum { get; init; } = 128L * 1024 * 1024;

    /// <summary>The log is rewritten once it has this many bytes and more than half of them are garbage. Default 16 MiB, from 4 KiB on.</summary>
    public long CompactionBytesMinimum { get; init; } = 16L * 1024 * 1024;

    /// <summary>
    /// Whether other processes of this machine may hold the directory too, each seeing the others' rows. Default false: one process,
    /// others are refused. A row of another process can be read before it is synced.
    /// </summary>
    public bool Shared { get; init; }

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        Check(Directory.Length > 0, nameof(Directory), Directory, "a path");
        Check(LiveCharactersMaximum is >= 1 << 10 and <= 1L << 30, nameof(LiveCharactersMaximum), LiveCharactersMaximum, "1024 to 1073741824");
        Check(CompactionBytesMinimum >= 4096, nameof(CompactionBytesMinimum), CompactionBytesMinimum, "4096 or more");
    }

    private static void Check(bool valid, string name, object value, string allowed)
    {
        if (!valid)
        {
            throw new ArgumentException($"{name} is '{value}'; allowed: {allowed}.", name);
        }
    }
}
