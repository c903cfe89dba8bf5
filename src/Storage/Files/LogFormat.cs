using System.Buffers.Binary;
using PolyCloud.Storage.Checksums;

namespace PolyCloud.Storage.Files;

/// <summary>
/// The bytes of the table log, little-endian. File header, 24 bytes: magic, format version, sequence of the last write before
/// this file (compaction drops the rows that carried it), CRC-32C of those 20 bytes. Then frames: header of 24 bytes (magic,
/// payload length, the frame's own offset in the file, CRC-32C of the payload, CRC-32C of those 20 bytes), payload.
/// A frame is what one sync made durable, so only the last frame of a file can be unfinished; a frame without payload
/// marks a clean close.
/// </summary>
internal static class LogFormat
{
    public const int FileHeaderBytes = 24;
    public const int FrameHeaderBytes = 24;

    /// <summary>A group stops taking batches at 2 MiB and one batch stays below that; more than 16 MiB is no frame of ours.</summary>
    public const int PayloadBytesMaximum = 16 * 1024 * 1024;

    /// <summary>"PCTABLES" as bytes.</summary>
    private const ulong FileMagic = 0x53454C4241544350;

    private const uint Version = 1;

    /// <summary>"TFRM" as bytes.</summary>
    private const uint FrameMagic = 0x4D524654;

    /// <summary>The first bytes of every frame, to look for whole frames behind a broken one.</summary>
    public static ReadOnlySpan<byte> FrameMagicBytes => "TFRM"u8;

    /// <summary>The payload of a last frame that says: the rows are in a new file of this path.</summary>
    public static ReadOnlySpan<byte> MovedPayload => "MOVED"u8;

    public static byte[] FileHeader(long lastSequence)
    {
        var header = new byte[FileHeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, FileMagic);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), lastSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), Crc32C.Compute(header.AsSpan(0, 20)));
        return header;
    }

    /// <summary>Null where the header is good, else what is wrong with it.</summary>
    public static string? ReadFileHeader(ReadOnlySpan<byte> header, out long lastSequence)
    {
        lastSequence = 0;
        if (header.Length < FileHeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(header) != FileMagic)
        {
            return "it is no table log";
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[20..]) != Crc32C.Compute(header[..20]))
        {
            return "the checksum of its header does not match";
        }

        lastSequence = BinaryPrimitives.ReadInt64LittleEndian(header[12..]);
        return version == Version ? null : $"its format version is {version}, this program reads {Version}";
    }

    public static void WriteFrameHeader(Span<byte> header, ReadOnlySpan<byte> payload, long offset)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, FrameMagic);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], offset);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32C.Compute(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], Crc32C.Compute(header[..20]));
    }

    /// <summary>True where these bytes head a frame that stands at <paramref name="offset"/>.</summary>
    public static bool TryReadFrameHeader(ReadOnlySpan<byte> header, long offset, out int payloadBytes, out uint payloadChecksum)
    {
        payloadBytes = 0;
        payloadChecksum = 0;
        if (header.Length < FrameHeaderBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(header) != FrameMagic
            || BinaryPrimitives.ReadInt64LittleEndian(header[8..]) != offset
            || BinaryPrimitives.ReadUInt32LittleEndian(header[20..]) != Crc32C.Compute(header[..20]))
        {
            return false;
        }

        payloadBytes = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        payloadChecksum = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        return payloadBytes is >= 0 and <= PayloadBytesMaximum;
    }
}
