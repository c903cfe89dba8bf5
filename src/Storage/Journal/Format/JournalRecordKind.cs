namespace PolyCloud.Storage.Journal.Format;

/// <summary>What a record of a journal holds: the first byte of its payload. Numbers are never reused.</summary>
public enum JournalRecordKind : byte
{
    /// <summary>One input of the engine with everything it answered.</summary>
    Step = 1,

    /// <summary>A compressed block of raw frames of the venue's sockets.</summary>
    Frames = 2,

    /// <summary>Records that were lost because the disk could not follow; their numbers are left out.</summary>
    Gap = 3,

    /// <summary>The last record of a segment: the run goes on in the next one, or was closed in order.</summary>
    SegmentEnd = 4,
}
