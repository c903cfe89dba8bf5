using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Tapes;

/// <summary>A stretch of a window that the recording does not cover.</summary>
public readonly record struct TapeGap(Timestamp From, Duration Length);

/// <summary>Where a window's winner comes from, the most trustworthy first.</summary>
public enum WinnerSource : byte
{
    /// <summary>The venue's or the chain's own result.</summary>
    Official,

    /// <summary>Worked out by the settlement rule from recorded prices of the settlement oracle.</summary>
    Oracle,

    /// <summary>Inferred from the last book or by the recording's author.</summary>
    Inferred,

    /// <summary>No winner is known: leftovers of the window have no value that could be reported.</summary>
    Unknown,
}

/// <summary>Where a tape comes from and what it lacks.</summary>
public sealed record TapeProvenance
{
    /// <summary>For people: the data set, or generator and seed.</summary>
    public required string Source { get; init; }

    /// <summary>The data's licence; empty where none is stated or none is needed.</summary>
    public string Licence { get; init; } = "";

    /// <summary>One line for each input the recording lacks and what stands in for it.</summary>
    public IReadOnlyList<string> Substitutes { get; init; } = [];

    /// <summary>Stretches without data of more than five seconds.</summary>
    public IReadOnlyList<TapeGap> Gaps { get; init; } = [];

    /// <summary>Records of this window that could not be read and were left out.</summary>
    public long RecordsSkipped { get; init; }
}
