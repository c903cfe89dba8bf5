using System.Buffers.Binary;
using PolyCloud.Storage.Checksums;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>
/// Head of a segment, little-endian: magic (8 bytes), format version, bytes of the text, number of the segment from 1, number of
/// its first record, checksum chain of all records before it, identity of the run (16 bytes), the provenance as JSON, CRC-32C of
/// all of it.
/// </summary>
internal sealed record SegmentHeader
{
    public const uint Version = 1;

    /// <summary>Bytes before the text.</summary>
    public const int FixedBytes = 48;

    /// <summary>The options' text takes some kB.</summary>
    public const int TextBytesMaximum = 1024 * 1024;

    /// <summary>"PCJOURNL" as bytes.</summary>
    private const ulong Magic = 0x4C4E52554F4A4350;

    public required Guid RunId { get; init; }

    public required int Segment { get; init; }

    public required long FirstRecord { get; init; }

    public required uint Chain { get; init; }

    public required JournalProvenance Provenance { get; init; }

    public byte[] ToBytes()
    {
        var text = Provenance.ToUtf8();
        var bytes = new byte[FixedBytes + text.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Segment);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(20), FirstRecord);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), Chain);
        _ = RunId.TryWriteBytes(bytes.AsSpan(32));
        text.CopyTo(bytes, FixedBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), Crc32C.Compute(bytes.AsSpan(0, bytes.Length - sizeof(uint))));
        return bytes;
    }

    /// <summary>Bytes of the whole header whose fixed part these are; 0 where they are none of ours.</summary>
    public static int BytesOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < FixedBytes || BinaryPrimitives.ReadUInt64LittleEndian(start) != Magic)
        {
            return 0;
        }

        var text = BinaryPrimitives.ReadInt32LittleEndian(start[12..]);
        return text is >= 0 and <= TextBytesMaximum ? FixedBytes + text + sizeof(uint) : 0;
    }

    /// <summary>The header, or null with what is wrong with it.</summary>
    public static SegmentHeader? Read(ReadOnlySpan<byte> bytes, out JournalFaultKind fault, out string problem)
    {
        var length = BytesOf(bytes);
        (fault, problem) = (JournalFaultKind.HeaderDamaged, "its header is damaged");
        if (bytes.Length < FixedBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
        {
            (fault, problem) = (JournalFaultKind.NotAJournal, "it does not begin like a journal segment");
            return null;
        }

        if (length == 0 || bytes.Length < length || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - 4)..]) != Crc32C.Compute(bytes[..(length - 4)]))
        {
            return null;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) is var version && version != Version)
        {
            (fault, problem) = (JournalFaultKind.WrongVersion, $"its format version is {version}, this program reads {Version}");
            return null;
        }

        return JournalProvenance.FromUtf8(bytes[FixedBytes..(length - 4)]) is not { } provenance ? null : new SegmentHeader
        {
            Segment = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            FirstRecord = BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            Chain = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]),
            RunId = new Guid(bytes[32..48]),
            Provenance = provenance,
        };
    }
}
