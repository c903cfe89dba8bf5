namespace PolyCloud.Research.Importing;

/// <summary>A window, a record or a file that was left out, and why.</summary>
public readonly record struct ImportNote(string Name, string Why);

/// <summary>What a recording held and what could be used of it; complete once its windows have been read through.</summary>
public sealed class ImportCoverage
{
    /// <summary>Named one by one up to here; beyond that they are only counted.</summary>
    public const int NotesMax = 1_000;

    private readonly List<ImportNote> _skipped = [];
    private readonly List<ImportNote> _damage = [];
    private readonly List<ImportNote> _unused = [];

    /// <summary>Windows handed on.</summary>
    public int Windows { get; private set; }

    /// <summary>Windows handed on whose winner nobody knows.</summary>
    public int WithoutWinner { get; private set; }

    public int WindowsSkipped { get; private set; }

    /// <summary>Records that could not be read and were left out.</summary>
    public long RecordsSkipped { get; private set; }

    /// <summary>Files that hold no windows, or are damaged as a whole.</summary>
    public int FilesUnused { get; private set; }

    /// <summary>Windows left out, by name.</summary>
    public IReadOnlyList<ImportNote> Skipped => _skipped;

    /// <summary>Records left out: where they stand and what is wrong with them.</summary>
    public IReadOnlyList<ImportNote> Damage => _damage;

    /// <summary>Files left out, by name.</summary>
    public IReadOnlyList<ImportNote> Unused => _unused;

    internal void Used(bool hasWinner)
    {
        Windows++;
        WithoutWinner += hasWinner ? 0 : 1;
    }

    internal void Skip(string window, string why)
    {
        WindowsSkipped++;
        Name(_skipped, window, why);
    }

    internal void SkipRecord(FormatException problem)
    {
        RecordsSkipped++;
        Name(_damage, "record", problem.Message);
    }

    internal void SkipFile(string file, string why)
    {
        FilesUnused++;
        Name(_unused, file, why);
    }

    /// <summary>Takes over what another reading left out, not what it handed on.</summary>
    internal void AddLeftOut(ImportCoverage other)
    {
        WindowsSkipped += other.WindowsSkipped;
        RecordsSkipped += other.RecordsSkipped;
        FilesUnused += other.FilesUnused;
        _skipped.AddRange(other._skipped.Take(NotesMax - _skipped.Count));
        _damage.AddRange(other._damage.Take(NotesMax - _damage.Count));
        _unused.AddRange(other._unused.Take(NotesMax - _unused.Count));
    }

    /// <summary>A source that is read again starts again.</summary>
    internal void Clear()
    {
        (Windows, WithoutWinner, WindowsSkipped, RecordsSkipped, FilesUnused) = (0, 0, 0, 0, 0);
        _skipped.Clear();
        _damage.Clear();
        _unused.Clear();
    }

    private static void Name(List<ImportNote> notes, string name, string why)
    {
        if (notes.Count < NotesMax)
        {
            notes.Add(new ImportNote(name, why));
        }
    }
}
