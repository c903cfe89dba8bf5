using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>One whole record. Valid until the next one is read.</summary>
public readonly ref struct JournalEntry(long number, JournalRecordKind kind, ReadOnlySpan<byte> payload)
{
    /// <summary>Numbered from 1 within the run.</summary>
    public long Number { get; } = number;

    public JournalRecordKind Kind { get; } = kind;

    /// <summary>With the kind as its first byte.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;
}
