namespace PolyCloud.Engine.Book;

/// <summary>What a book refused or noticed, counted since it was made (a dropped book keeps its counts).</summary>
public record struct BookCounters
{
    /// <summary>Deltas dropped because the level had been changed later than they say.</summary>
    public long OlderThanLevel { get; set; }

    /// <summary>Deltas dropped because the last snapshot already speaks for a later moment.</summary>
    public long OlderThanSnapshot { get; set; }

    /// <summary>Deltas dropped because there was no snapshot to apply them to.</summary>
    public long WithoutSnapshot { get; set; }

    /// <summary>Snapshots dropped because a later one had been taken.</summary>
    public long StaleSnapshots { get; set; }

    /// <summary>Deltas and snapshots refused because a size was negative.</summary>
    public long NegativeSizes { get; set; }

    /// <summary>Times the book became crossed.</summary>
    public long Crossings { get; set; }
}
