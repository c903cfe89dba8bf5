using System.Buffers.Binary;
using PolyCloud.Storage.Checksums;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>
/// The frame around every record, little-endian, 16 bytes: CRC-32C of all that follows, payload length, number of the record;
/// then the payload. Numbers rise by one, so that a whole record can be told from bytes that look like one.
/// </summary>
internal static class JournalFrame
{
    public const int HeaderBytes = 16;

    /// <summary>A whole book of the finest grid takes 240 kB, a snapshot frame of the venue less than 1 MB; more is no record of ours.</summary>
    public const int PayloadBytesMaximum = 4 * 1024 * 1024;

    private const int LengthAt = 4;
    private const int NumberAt = 8;

    public static int LengthOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt32LittleEndian(frame[LengthAt..]);

    public static long NumberOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt64LittleEndian(frame[NumberAt..]);

    public static uint ChecksumOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame);

    /// <summary>Everything but the checksum, which <see cref="Seal"/> adds.</summary>
    public static void WriteHeader(Span<byte> frame, int payloadBytes, long number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame[LengthAt..], payloadBytes);
        BinaryPrimitives.WriteInt64LittleEndian(frame[NumberAt..], number);
    }

    /// <summary>Writes the checksum of a complete frame and returns it.</summary>
    public static uint Seal(Span<byte> frame)
    {
        var checksum = Crc32C.Compute(frame[LengthAt..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, checksum);
        return checksum;
    }

    /// <summary>True where a whole, undamaged frame stands at the start of these bytes.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes, out int frameBytes)
    {
        frameBytes = 0;
        if (bytes.Length < HeaderBytes || LengthOf(bytes) is not (> 0 and <= PayloadBytesMaximum) || bytes.Length < HeaderBytes + LengthOf(bytes))
        {
            return false;
        }

        frameBytes = HeaderBytes + LengthOf(bytes);
        return ChecksumOf(bytes) == Crc32C.Compute(bytes[LengthAt..frameBytes]);
    }
}
