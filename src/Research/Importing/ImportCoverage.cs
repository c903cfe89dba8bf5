namespace PolyCloud.Research.Importing;

/// <summary>A window, or a file's part, that was left out or is worse than it should be, and why.</summary>
public readonly record struct ImportNote(string Name, string Why);

/// <summary>What a recording held and what could be used of it; complete once its windows have been read through.</summary>
public sealed class ImportCoverage
{
    /// <summary>Named one by one up to here; beyond that they are only counted.</summary>
    public const int NotesMax = 1_000;

    private readonly List<ImportNote> _skipped = [];
    private readonly List<ImportNote> _damage = [];

    /// <summary>Windows handed on.</summary>
    public int Windows { get; private set; }

    /// <summary>Windows handed on whose winner nobody knows.</summary>
    public int WithoutWinner { get; private set; }

    public int WindowsSkipped { get; private set; }

    /// <summary>Records that could not be read and were left out.</summary>
    public long RecordsSkipped { get; private set; }

    /// <summary>Windows left out, by name.</summary>
    public IReadOnlyList<ImportNote> Skipped => _skipped;

    /// <summary>Records left out: where they stand and what is wrong with them.</summary>
    public IReadOnlyList<ImportNote> Damage => _damage;

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

    /// <summary>A source that is read again starts again.</summary>
    internal void Clear()
    {
        (Windows, WithoutWinner, WindowsSkipped, RecordsSkipped) = (0, 0, 0, 0);
        _skipped.Clear();
        _damage.Clear();
    }

    private static void Name(List<ImportNote> notes, string name, string why)
    {
        if (notes.Count < NotesMax)
        {
            notes.Add(new ImportNote(name, why));
        }
    }
}
