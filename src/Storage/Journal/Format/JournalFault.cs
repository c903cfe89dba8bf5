namespace PolyCloud.Storage.Journal.Format;

/// <summary>What can be wrong with a journal.</summary>
public enum JournalFaultKind : byte
{
    NotAJournal,
    WrongVersion,
    HeaderDamaged,

    /// <summary>A record's checksum or number is wrong.</summary>
    RecordDamaged,

    /// <summary>A record whose bytes are as they were written, but that this program cannot read.</summary>
    RecordUnreadable,

    /// <summary>The last segment stops inside a record, as a crash leaves it. Everything before it is whole.</summary>
    TornTail,

    /// <summary>The last segment ends with a whole record but was never closed: its writer runs, or was killed.</summary>
    NotClosed,

    SegmentMissing,
    SegmentDuplicated,

    /// <summary>A segment's name says another place than its header.</summary>
    SegmentOutOfOrder,

    /// <summary>A segment does not continue the records before it: it is of another recording.</summary>
    SegmentForeign,

    /// <summary>Records that the writer had to drop because the disk could not follow, as it noted itself.</summary>
    RecordsLost,
}

/// <summary>One thing that is wrong with a journal, and where.</summary>
/// <param name="File">Name of the segment.</param>
/// <param name="Offset">Byte in the segment.</param>
/// <param name="Record">Number of the record that is missing or damaged there.</param>
public sealed record JournalFault(JournalFaultKind Kind, string File, long Offset, long Record, string Problem)
{
    /// <summary>What was read besides it can be relied on: nothing before it is missing, nothing after it was accepted.</summary>
    public bool IsHarmless => Kind is JournalFaultKind.TornTail or JournalFaultKind.NotClosed or JournalFaultKind.SegmentOutOfOrder or JournalFaultKind.SegmentDuplicated;

    public override string ToString() => $"{Kind}: {File} at byte {Offset}, record {Record}: {Problem}";
}
